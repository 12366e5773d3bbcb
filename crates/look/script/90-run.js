enhance(document);
initAll();
countAges();
setInterval(countAges, 20000);
listen();
watchSession();
