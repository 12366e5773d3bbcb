// What those who look at pages in a browser share.

/** Where a browser may lie. */
export const BROWSERS = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The rules of axe-core that pages must hold to. */
export const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The modules that drive a browser and examine a page; `cannot` says so, and ends, where they are not installed. */
export async function modules(cannot) {
  try {
    const [{ chromium }, { default: axe }] = await Promise.all([import('playwright-core'), import('axe-core')]);
    return { chromium, axe };
  } catch (error) {
    return cannot(`the modules are not installed (npm ci --ignore-scripts in tests/browser): ${error.message}`);
  }
}

/** What runs within the page: how far it is wider than the screen, and what sticks out. */
export function sideways() {
  const root = document.documentElement;
  const width = root.clientWidth;
  if (root.scrollWidth <= width) return null;
  const moves = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  const out = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > width + 0.5 && !moves(e));
  return { page: root.scrollWidth, screen: width, elements: out.slice(0, 5).map((e) => e.outerHTML.slice(0, 200)) };
}
