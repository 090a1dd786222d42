/* While somebody writes, the browser does a little work in the background; without scripts a sum is asked instead. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-proof]");
  if (!form || !window.Worker) { return; }
  var byHand = form.querySelector("[data-by-hand]");
  var field = form.querySelector("[name=proof]");
  var wait = form.querySelector("[data-proving]");
  var button = form.querySelector("[data-send]");
  var task = JSON.parse(form.getAttribute("data-proof"));
  var worker = null;
  var isAsked = false;

  function giveUp() {
    byHand.hidden = false;
    wait.hidden = true;
    isAsked = false;
    if (worker) { worker.terminate(); }
    worker = null;
    form.removeAttribute("data-proof");
  }

  function start() {
    if (worker || field.value || !form.hasAttribute("data-proof")) { return; }
    try { worker = new Worker(form.getAttribute("data-worker")); } catch (error) { giveUp(); return; }
    worker.onerror = giveUp;
    worker.onmessage = function (message) {
      if (message.data === null) { giveUp(); return; }
      field.value = JSON.stringify({
        salt: task.salt, challenge: task.challenge, signature: task.signature, number: message.data
      });
      worker.terminate();
      wait.hidden = true;
      if (isAsked) { send(); }
    };
    worker.postMessage(task);
  }

  function send() {
    button.setAttribute("aria-disabled", "true");
    HTMLFormElement.prototype.submit.call(form);
  }

  byHand.hidden = true;
  form.addEventListener("focusin", start);
  form.addEventListener("submit", function (event) {
    if (button.getAttribute("aria-disabled") === "true") { event.preventDefault(); return; }
    if (field.value || !form.hasAttribute("data-proof")) { button.setAttribute("aria-disabled", "true"); return; }
    event.preventDefault();
    isAsked = true;
    wait.hidden = false;
    start();
  });
  window.addEventListener("pageshow", function () { button.removeAttribute("aria-disabled"); });
})();
