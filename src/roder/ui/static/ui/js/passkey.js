// Asks the browser for a passkey and posts its answer in the ordinary way. The forms stay hidden where that cannot be done.

const isPossible =
  window.isSecureContext &&
  typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === "function" &&
  typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function";

async function optionsOf(form) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(form.dataset.optionsUrl, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).publicKey;
}

async function credentialOf(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function send(form) {
  const said = form.querySelector("[data-failed]");
  const button = form.querySelector("button");
  said.textContent = "";
  button.setAttribute("aria-busy", "true");
  try {
    const credential = await credentialOf(form);
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch {
    said.textContent = said.dataset.failed;
  } finally {
    button.removeAttribute("aria-busy");
  }
}

if (isPossible) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
}
