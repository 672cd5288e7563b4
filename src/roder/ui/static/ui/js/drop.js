// A file field that files can be dropped on, and that shows how far the sending has come.
// Without it the form is sent by the browser in the ordinary way.

function showPage(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const content = page.getElementById("content");
  if (!content) {
    window.location.assign(request.responseURL);
    return;
  }
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.getElementById("content").replaceWith(content);
  window.history.pushState({}, "", request.responseURL);
  window.htmx?.process(content);
  window.htmx?.trigger(content, "htmx:load", { elt: content });
  content.focus();
}

function send(form, progress) {
  const text = progress.querySelector("[data-drop-text]");
  const bar = progress.querySelector("progress");
  const request = new XMLHttpRequest();
  const fail = () => {
    form.removeAttribute("aria-busy");
    bar.hidden = true;
    text.textContent = progress.dataset.failed;
  };
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = Math.round((100 * event.loaded) / event.total);
  });
  request.upload.addEventListener("load", () => bar.removeAttribute("value"));
  request.addEventListener("load", () => showPage(request));
  request.addEventListener("error", fail);
  request.addEventListener("timeout", fail);
  request.open("POST", form.action);
  form.setAttribute("aria-busy", "true");
  progress.hidden = false;
  bar.hidden = false;
  text.textContent = progress.dataset.text;
  request.send(new FormData(form));
}

function mountForm(form) {
  const zone = form.querySelector("[data-drop-zone]");
  if (!zone || zone.dataset.dropZone === "ready") return;
  zone.dataset.dropZone = "ready";
  const field = zone.querySelector("input[type=file]");
  const progress = zone.querySelector("[data-drop-progress]");
  const over = (isOver) => (event) => {
    event.preventDefault();
    zone.toggleAttribute("data-over", isOver);
  };
  zone.addEventListener("dragenter", over(true));
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files.length === 0) return;
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") !== "true") send(form, progress);
  });
}

function mount(root) {
  root.querySelectorAll("form[data-drop]").forEach(mountForm);
}

window.addEventListener("popstate", () => window.location.reload());
document.addEventListener("htmx:load", (event) => mount(event.detail.elt.parentElement ?? document));
mount(document);
