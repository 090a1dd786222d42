// Drafts save themselves; what the server could not take stays on this device and is offered again.
(function () {
  "use strict";

  const { say, memory } = window.shangliang;
  const pause = 2000;
  const retry = 30000;
  const keepFor = 7 * 24 * 3600 * 1000;
  const owner = document.body.dataset.owner || "visitor";
  const prefix = "draft:" + owner + ":";

  function fieldsOf(form) {
    return Array.from(form.elements).filter(
      (item) => item.name && !/^(file|password|hidden|submit|button)$/.test(item.type) && item.tagName !== "FIELDSET"
    );
  }

  /** What the person typed: [name, value, checked] in page order. */
  function snapshot(form) {
    return fieldsOf(form).map((item) => [item.name, item.value, Boolean(item.checked)]);
  }

  function putBack(form, typed) {
    typed.forEach(([name, value, checked]) => {
      fieldsOf(form).filter((item) => item.name === name).forEach((item) => {
        if (!/^(checkbox|radio)$/.test(item.type)) item.value = value;
        else if (item.value === value) item.checked = checked;
        item.dispatchEvent(new Event("input", { bubbles: true }));
      });
    });
  }

  function statusLine(form) {
    let line = form.querySelector("[data-save-state]");
    if (!line) {
      line = document.createElement("p");
      line.className = "save-state";
      line.setAttribute("role", "status");
      form.appendChild(line);
    }
    return line;
  }

  function clock(moment) {
    return moment.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
  }

  /** The form's content without files, as the server expects it. */
  function body(form) {
    const data = new URLSearchParams();
    new FormData(form).forEach((value, name) => { if (typeof value === "string") data.append(name, value); });
    return data;
  }

  async function reasonOf(answer) {
    if (answer.redirected || answer.status === 401 || answer.status === 403) return say("signedOut");
    const told = await answer.json().catch(() => ({}));
    if (told.reason) return told.reason;
    if (answer.status === 409) return say("conflict");
    return say(answer.status === 422 ? "invalid" : "serverFault");
  }

  class Autosave {
    constructor(form) {
      this.form = form;
      this.url = form.dataset.autosave;
      this.key = prefix + this.url;
      this.line = statusLine(form);
      this.timer = 0;
      this.waiting = null;
      this.busy = false;
      this.dirty = false;
      this.isCutOff = false;
      this.offerRestore();
      form.addEventListener("input", () => this.later());
      form.addEventListener("change", () => this.later());
      form.addEventListener("submit", (event) => this.submitted(event));
      window.addEventListener("online", () => { if (this.isCutOff) this.look(); });
      window.addEventListener("pagehide", () => { if (this.dirty) this.keep(); });
      document.addEventListener("visibilitychange", () => { if (document.hidden && this.dirty) (this.isCutOff ? this.keep() : this.save()); });
    }

    later() {
      this.dirty = true;
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => (this.isCutOff ? this.look() : this.save()), pause);
    }

    /** Cut off: keep the text here, and see whether the server can be reached again. */
    look() {
      this.keep();
      window.clearTimeout(this.timer);
      fetch("/livez", { credentials: "omit", cache: "no-store" }).then(
        () => this.offerSending(),
        () => { this.timer = window.setTimeout(() => this.look(), retry); }
      );
    }

    /** A save under way would make the form's version stale: the submission waits for it. */
    submitted(event) {
      window.clearTimeout(this.timer);
      if (this.busy) {
        event.preventDefault();
        this.waiting = event.submitter || document.activeElement;
        return;
      }
      this.keep(true);
      this.dirty = false;
    }

    goOn() {
      const button = this.waiting;
      this.waiting = null;
      if (button && button.form === this.form && this.form.requestSubmit) this.form.requestSubmit(button);
      else if (button) this.form.submit();
    }

    async save() {
      if (this.busy) return this.later();
      this.busy = true;
      this.dirty = false;
      this.show(say("saving"), false);
      try {
        await this.post();
      } catch (unreachable) {
        this.failed(say("offline"));
        this.isCutOff = true;
        this.timer = window.setTimeout(() => this.look(), retry);
      }
      this.busy = false;
      this.goOn();
    }

    async post() {
      const token = this.form.elements.csrfmiddlewaretoken;
      const answer = await fetch(this.url, {
        method: "POST",
        credentials: "same-origin",
        headers: { "X-CSRFToken": token ? token.value : "", "X-Autosave": "1", Accept: "application/json" },
        body: body(this.form),
      });
      if (!answer.ok || answer.redirected) return this.failed(await reasonOf(answer));
      this.saved(answer.status === 204 ? {} : await answer.json().catch(() => ({})));
    }

    /** Back again: the person decides when the kept text leaves the device. */
    offerSending() {
      if (!this.dirty || !this.isCutOff || this.form.querySelector("[data-send-kept]")) return;
      const notice = document.getElementById("send-kept").content.cloneNode(true).firstElementChild;
      notice.querySelector("[data-send-text]").textContent = say("backOnline");
      notice.querySelector("[data-send-kept]").addEventListener("click", () => this.save());
      this.line.insertAdjacentElement("beforebegin", notice);
      this.show(say("backOnline"), true);
    }

    saved(told) {
      this.isCutOff = false;
      const asked = this.form.querySelector("[data-send-kept]");
      if (asked) asked.closest(".notice").remove();
      const version = this.form.elements.version;
      if (version && told.version !== undefined) version.value = told.version;
      if (!this.dirty) memory.removeItem(this.key);
      this.show(say("saved", { time: clock(told.saved_at ? new Date(told.saved_at) : new Date()) }), false);
    }

    failed(reason) {
      this.dirty = true;
      this.keep();
      this.show(say("unsaved", { reason: reason }), true);
    }

    keep(sent) {
      const copy = { at: Date.now(), typed: snapshot(this.form), page: window.location.href, sentFrom: sent ? window.location.href : "" };
      try {
        memory.setItem(this.key, JSON.stringify(copy));
      } catch (full) {
        this.show(say("unsaved", { reason: say("deviceFull") }), true);
      }
    }

    show(sentence, wrong) {
      this.line.textContent = sentence;
      this.line.classList.toggle("unsaved", wrong);
    }

    offerRestore() {
      const kept = JSON.parse(memory.getItem(this.key) || "null");
      if (!kept) return;
      if (Date.now() - kept.at > keepFor || JSON.stringify(kept.typed) === JSON.stringify(snapshot(this.form))) {
        memory.removeItem(this.key);
        return;
      }
      const notice = document.getElementById("restore").content.cloneNode(true).firstElementChild;
      notice.querySelector("[data-restore-text]").textContent = say("restore", { time: new Date(kept.at).toLocaleString(document.documentElement.lang) });
      notice.querySelector("[data-restore-yes]").addEventListener("click", () => { putBack(this.form, kept.typed); notice.remove(); });
      notice.querySelector("[data-restore-no]").addEventListener("click", () => { memory.removeItem(this.key); notice.remove(); });
      this.form.insertAdjacentElement("afterbegin", notice);
    }
  }

  function forget(wanted) {
    Array.from({ length: memory.length }, (unused, place) => memory.key(place))
      .filter((key) => key && key.startsWith("draft:") && wanted(key))
      .forEach((key) => memory.removeItem(key));
  }

  /** The page after a submission, without trouble and for the same person: the copy has done its duty. */
  function hasArrived(key) {
    const kept = JSON.parse(memory.getItem(key));
    if (!key.startsWith(prefix) || !kept.sentFrom || document.querySelector("[data-trouble], .error-summary")) return false;
    return document.referrer === kept.sentFrom;
  }

  forget(hasArrived);
  document.querySelectorAll("form[data-autosave]").forEach((form) => new Autosave(form));
  document.querySelectorAll("form[data-forget-drafts]").forEach((form) => form.addEventListener("submit", () => forget(() => true)));
})();
