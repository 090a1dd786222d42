/* Whoever goes to sign in, reads a similar word or loses the line finds again what they had written: in this tab, for
   a while, until its receipt is there. How to reach them is never kept. */
(function () {
  "use strict";
  var longest = 15 * 60 * 1000;
  var names = ["text", "place"];
  var form = document.querySelector("form[data-keep]");
  var memory;
  try { memory = window.sessionStorage; memory.getItem("word"); } catch (refused) { return; }
  if (document.querySelector("[data-said]")) { memory.removeItem("word"); }
  if (!form) { return; }

  function field(name) { return form.querySelector("[name=" + name + "]"); }

  function keep() {
    var typed = names.map(function (name) { return field(name).value; });
    var kept = JSON.stringify({ at: Date.now(), page: window.location.pathname, typed: typed });
    try { memory.setItem("word", kept); } catch (full) { /* It is still on the page. */ }
  }

  function putBack() {
    var found = JSON.parse(memory.getItem("word") || "null");
    if (!found || found.page !== window.location.pathname || Date.now() - found.at > longest) { return; }
    names.forEach(function (name, place) {
      if (field(name).value) { return; }
      field(name).value = found.typed[place];
      field(name).dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  putBack();
  window.addEventListener("pagehide", keep);
})();
