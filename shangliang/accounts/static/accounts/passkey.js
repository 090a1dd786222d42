// Passkeys: turns a form's question into the browser's, and the browser's answer into the form's hidden field.
(function () {
  "use strict";

  if (!window.PublicKeyCredential || !navigator.credentials) return;

  function toBytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  }

  function toText(buffer) {
    const plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function withBytes(list) {
    return (list || []).map((one) => Object.assign({}, one, { id: toBytes(one.id) }));
  }

  function readQuestion(form) {
    const asked = JSON.parse(form.dataset.passkeyQuestion).publicKey;
    asked.challenge = toBytes(asked.challenge);
    asked.excludeCredentials = withBytes(asked.excludeCredentials);
    asked.allowCredentials = withBytes(asked.allowCredentials);
    if (asked.user) asked.user.id = toBytes(asked.user.id);
    return { publicKey: asked };
  }

  function writeAnswer(credential) {
    const response = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach((name) => {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    });
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response: response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  }

  function start(form) {
    const said = form.querySelector("[data-passkey-said]");
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      said.textContent = "";
      navigator.credentials[form.dataset.passkey](readQuestion(form))
        .then((credential) => {
          form.querySelector("[name=credential]").value = writeAnswer(credential);
          form.submit();
        })
        .catch(() => {
          said.textContent = form.dataset.passkeyFailed;
        });
    }, true);
  }

  document.querySelectorAll("form[data-passkey]").forEach(start);
  document.querySelectorAll("[data-passkey-missing]").forEach((note) => {
    note.hidden = true;
  });
})();
