// Small comforts on top of pages that work without them: counters, confirming, keys, selecting, copying, files.
(function () {
  "use strict";

  const root = document.documentElement;
  const memory = readStorage();
  root.classList.add("js");
  if (memory.getItem("keys") === "off") root.dataset.keys = "off";

  function readStorage() {
    try {
      window.localStorage.getItem("keys");
      return window.localStorage;
    } catch (refused) {
      return { getItem: () => null, setItem() {}, removeItem() {}, length: 0, key: () => null };
    }
  }

  /** A translated sentence of the page, its {places} filled. */
  function say(name, values) {
    const words = document.getElementById("words");
    const sentence = (words && words.dataset[name]) || "";
    return sentence.replace(/\{(\w+)\}/g, (place, key) => (values && key in values ? values[key] : place));
  }

  function each(selector, within, task) {
    within.querySelectorAll(selector).forEach(task);
  }

  function announce(text) {
    const place = document.getElementById("announce");
    if (place) place.textContent = text;
  }

  // Counters: the browser must not cut a pasted text silently, so the limit is shown instead of enforced.
  function startCounter(counter) {
    const field = document.getElementById(counter.dataset.for);
    if (!field || counter.dataset.started) return;
    counter.dataset.started = "yes";
    const limit = Number(counter.dataset.counter);
    field.removeAttribute("maxlength");
    const show = () => showCount(counter, Array.from(field.value.replace(/\r\n/g, "\n")).length, limit);
    field.addEventListener("input", show);
    show();
  }

  function showCount(counter, used, limit) {
    const over = used > limit;
    if (over && !counter.classList.contains("over")) announce(say("over", { count: used - limit }));
    counter.classList.toggle("over", over);
    counter.textContent = say(over ? "over" : "counter", { used: used, limit: limit, count: used - limit });
  }

  // Confirming
  function askFirst(event) {
    const button = event.target.closest("[data-confirm]");
    const dialog = document.getElementById("confirm");
    if (!button || !dialog || !dialog.showModal) return;
    if (button.dataset.confirmed) {
      delete button.dataset.confirmed;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    dialog.querySelector("[data-confirm-text]").textContent = button.dataset.confirm;
    dialog.querySelector("[data-confirm-yes]").textContent = button.dataset.confirmYes || button.textContent.trim();
    dialog.returnValue = "";
    dialog.onclose = () => {
      button.focus();
      if (dialog.returnValue !== "yes") return;
      button.dataset.confirmed = "yes";
      button.click();
    };
    dialog.showModal();
  }

  // A second click on the same form within three seconds is the same click.
  function sendOnce(event) {
    const form = event.target;
    if (event.defaultPrevented || (form.getAttribute("method") || "").toLowerCase() !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    window.setTimeout(() => delete form.dataset.sent, 3000);
  }

  // Keys
  function isTyping(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button|submit)$/.test(target.type);
  }

  function pressKey(event) {
    if (event.key === "Escape") closeDrops(null);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (root.dataset.keys === "off" || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const wanted = event.key.toLowerCase();
    const found = Array.from(document.querySelectorAll("[data-key]")).find(
      (item) => item.dataset.key.toLowerCase() === wanted && item.offsetParent !== null && !item.disabled
    );
    if (!found) return;
    event.preventDefault();
    if (found.tagName === "SUMMARY") return openPanel(found.parentElement);
    found.focus();
    if (!isTyping(found)) found.click();
  }

  // The key of a decision lays its form open, never shut, and puts one into the first field.
  function openPanel(panel) {
    panel.open = true;
    const field = panel.querySelector("input:not([type=hidden]), select, textarea");
    (field || panel.querySelector("summary")).focus();
  }

  function startKeySwitch(button) {
    const show = () => button.setAttribute("aria-pressed", String(root.dataset.keys !== "off"));
    button.hidden = false;
    button.addEventListener("click", () => {
      const off = root.dataset.keys !== "off";
      if (off) root.dataset.keys = "off";
      else delete root.dataset.keys;
      memory.setItem("keys", off ? "off" : "on");
      show();
    });
    show();
  }

  // Selecting many
  function startSelectAll(all) {
    const scope = all.closest("form") || document;
    const boxes = () => Array.from(scope.querySelectorAll('input[type="checkbox"]')).filter((box) => box.name === all.dataset.selectAll);
    const show = () => {
      const chosen = boxes().filter((box) => box.checked).length;
      all.checked = chosen > 0 && chosen === boxes().length;
      all.indeterminate = chosen > 0 && !all.checked;
      each("[data-selected-count]", scope, (place) => { place.textContent = say("selected", { count: chosen }); });
    };
    scope.addEventListener("change", (event) => {
      if (event.target === all) boxes().forEach((box) => { box.checked = all.checked; });
      show();
    });
    show();
  }

  // Copying
  function startCopy(button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const value = button.dataset.copyText || new URL(button.dataset.copy, window.location.href).href;
      const done = () => showDone(button, say("copied"));
      if (navigator.clipboard) navigator.clipboard.writeText(value).then(done, () => copyByHand(value, done));
      else copyByHand(value, done);
    });
  }

  /** Said to everybody: spoken by the live region, and seen beside the button for a while. */
  function showDone(button, words) {
    announce(words);
    const line = document.createElement("span");
    line.className = "meta";
    line.setAttribute("aria-hidden", "true");
    line.textContent = words;
    button.insertAdjacentElement("afterend", line);
    window.setTimeout(() => line.remove(), 5000);
  }

  function copyByHand(value, done) {
    const area = document.createElement("textarea");
    area.value = value;
    document.body.appendChild(area);
    area.select();
    if (document.execCommand("copy")) done();
    area.remove();
  }

  // Files
  function inWords(bytes) {
    return bytes < 1048576 ? Math.max(1, Math.round(bytes / 1024)) + " KB" : (bytes / 1048576).toFixed(1) + " MB";
  }

  function startFiles(input) {
    const list = document.createElement("ul");
    list.className = "files";
    list.setAttribute("aria-live", "polite");
    labelled(input).insertAdjacentElement("afterend", list);
    input.addEventListener("change", () => showFiles(input, list));
  }

  /** The browser's own button speaks the browser's language: ours stands there instead, the field works above it. */
  function labelled(input) {
    const face = document.createElement("div");
    face.className = "file";
    [["button", input.multiple ? "chooseFiles" : "chooseFile"], ["soft", "dropHere"]].forEach(([look, words]) => {
      const part = document.createElement("span");
      part.className = look;
      part.textContent = say(words);
      part.setAttribute("aria-hidden", "true");
      face.appendChild(part);
    });
    input.insertAdjacentElement("beforebegin", face);
    face.appendChild(input);
    return face;
  }

  function showFiles(input, list) {
    const most = Number(input.dataset.maxBytes) || Infinity;
    const files = Array.from(input.files);
    const tooMany = files.length > (Number(input.dataset.maxFiles) || Infinity);
    list.textContent = "";
    files.forEach((file) => {
      const tooLarge = file.size > most;
      const words = tooLarge ? say("tooLarge", { name: file.name, limit: inWords(most) }) : file.name + "  " + inWords(file.size);
      addLine(list, words, tooLarge);
    });
    if (tooMany) addLine(list, say("tooMany", { limit: input.dataset.maxFiles }), true);
    input.setCustomValidity(list.querySelector(".tone-stop") ? list.querySelector(".tone-stop").textContent : "");
  }

  function addLine(list, words, wrong) {
    const line = document.createElement("li");
    line.textContent = words;
    if (wrong) line.className = "tone-stop";
    list.appendChild(line);
  }

  // Panels close when the reader looks elsewhere.
  function closeDrops(except) {
    each("details.drop[open]", document, (drop) => {
      if (drop === except) return;
      if (drop.contains(document.activeElement)) drop.querySelector("summary").focus();
      drop.open = false;
    });
  }

  function start(within) {
    each("[data-counter]", within, startCounter);
    each("[data-select-all]", within, startSelectAll);
    each("[data-copy], [data-copy-text]", within, startCopy);
    each('input[type="file"]', within, startFiles);
    each("[data-print]", within, (button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });
  }

  document.addEventListener("click", askFirst, true);
  document.addEventListener("submit", sendOnce);
  document.addEventListener("keydown", pressKey);
  document.addEventListener("click", (event) => closeDrops(event.target.closest("details.drop")));
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) start(event.target); });
  each("[data-key-switch]", document, startKeySwitch);
  start(document);
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
  window.shangliang = { say: say, memory: memory };
})();
