// Without a connection: the worker that keeps the offline page, and the texts this device holds.
(function () {
  "use strict";

  const { say, memory } = window.shangliang;
  const worker = document.currentScript.dataset.worker;
  if (worker && navigator.serviceWorker && window.isSecureContext) {
    navigator.serviceWorker.register(worker, { scope: "/" }).catch(() => undefined);
  }

  /** Copies that say from which page they are, the newest first; their words stay unread here. */
  function keptTexts() {
    return Array.from({ length: memory.length }, (unused, place) => memory.key(place))
      .filter((key) => key && key.startsWith("draft:"))
      .map((key) => JSON.parse(memory.getItem(key)))
      .filter((copy) => copy && copy.page)
      .sort((one, other) => other.at - one.at);
  }

  function showKept(list) {
    keptTexts().forEach((copy) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = copy.page;
      link.textContent = say("keptText", { time: new Date(copy.at).toLocaleString(document.documentElement.lang) });
      line.appendChild(link);
      list.appendChild(line);
    });
    list.parentElement.hidden = !list.children.length;
  }

  document.querySelectorAll("[data-kept-texts]").forEach(showKept);
  document.querySelectorAll("[data-try-again]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.location.reload());
  });
})();
