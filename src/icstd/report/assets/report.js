(function () {
  "use strict";
  var search = document.getElementById("search");
  var chapter = document.getElementById("chapter");
  var result = document.getElementById("result");
  var told = document.getElementById("told");
  var rows = Array.prototype.slice.call(document.querySelectorAll("tr[data-result]"));
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
  function apply() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row, n) {
      var fits = (!chapter.value || row.dataset.chapter === chapter.value) &&
        (!result.value || row.dataset.result === result.value) &&
        words.every(function (word) { return texts[n].indexOf(word) >= 0; });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    document.querySelectorAll("#results .scroll").forEach(function (part) {
      part.hidden = !part.querySelector("tr[data-result]:not([hidden])");
    });
    told.textContent = "显示 " + shown + " 条，共 " + rows.length + " 条";
  }
  function reset() { search.value = chapter.value = result.value = ""; apply(); }
  search.addEventListener("input", apply);
  chapter.addEventListener("change", apply);
  result.addEventListener("change", apply);
  document.getElementById("reset").addEventListener("click", reset);
  window.addEventListener("hashchange", function () {
    var row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row && row.hidden) { reset(); row.scrollIntoView(); }
  });
  document.documentElement.className = "scripted";
  apply();
}());
