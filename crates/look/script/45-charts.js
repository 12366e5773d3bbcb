// A chart over time that is wider than the screen begins at its end: the latest is what is looked for.
enhancements.push((scope) => {
  for (const drawing of scope.querySelectorAll(".drawing:not(.drawing--start)")) drawing.scrollLeft = drawing.scrollWidth;
});
