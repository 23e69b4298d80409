// A sheet written during a lesson: each change is kept in this browser at once and sent a little later.
// Without a network it waits here, is sent when the page is next online, and counts once: a send carries a key.
const form = document.querySelector("[data-sheet]");
const state = form.querySelector("[data-sheet-state]");
const slot = `sheet-${form.dataset.sheet}`;
const APART = new Set(["csrfmiddlewaretoken", "key", "revision", "act"]);
const WAIT = 2500;
const AGAIN = 20000;
let timer = 0;
let sending = false;

const values = () => Object.fromEntries([...new FormData(form)].filter(([name]) => !APART.has(name)));
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16)).join("");
const kept = () => {
  try { return JSON.parse(localStorage.getItem(slot)); } catch { return null; }
};
const forget = () => {
  try { localStorage.removeItem(slot); } catch { /* storage is full or closed: nothing was kept */ }
};
const keep = (copy) => {
  try { localStorage.setItem(slot, JSON.stringify(copy)); } catch { say("本机存不下草稿，请别关页面"); }
  return copy;
};
const say = (text) => { state.textContent = text; };

function fill(said) {
  for (const [name, value] of Object.entries(said)) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
  for (const more of form.querySelectorAll("details")) more.open ||= [...more.querySelectorAll("textarea")].some((one) => one.value);
}

function change(submit = false) {
  keep({ said: values(), revision: form.elements.revision.value, key: newKey(), submit });
  say(navigator.onLine ? "正在保存……" : "没有网络，已记在本机");
  clearTimeout(timer);
  timer = setTimeout(send, submit ? 0 : WAIT);
}

async function send() {
  clearTimeout(timer);
  const copy = kept();
  if (!copy || copy.sent || sending) return;
  sending = true;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(copy.said)) body.set(name, value);
  body.set("key", copy.key);
  body.set("revision", copy.revision);
  body.set("act", copy.submit ? "submit" : "save");
  try {
    const headers = { "X-Requested-With": "sheet", Accept: "application/json" };
    const answer = await fetch(form.action || location.href, { method: "POST", body, headers });
    if (answer.redirected || answer.status === 403) say("请重新登录；写的都在本机，登录后打开此页就会接着保存");
    else await take(answer, copy);
  } catch {
    say(copy.submit ? "没有网络：已记在本机，连上后自动提交" : "没有网络，已记在本机，连上后自动保存");
    timer = setTimeout(send, AGAIN);
  }
  sending = false;
  const newer = kept();
  if (newer && !newer.sent && newer.key !== copy.key) timer = setTimeout(send, 0);
}

async function take(answer, copy) {
  const said = await answer.json();
  if (answer.ok) {
    form.elements.revision.value = said.revision;
    const newer = kept();
    if (newer && newer.key !== copy.key) keep({ ...newer, revision: said.revision });
    else keep({ ...copy, sent: true, revision: said.revision });
    say(`${said.saved_at} 已保存`);
    if (!said.to) return;
    forget();
    location.assign(said.to);
    return;
  }
  if (copy.submit) keep({ ...copy, submit: false });
  say(said.error || "没有保存，请再试");
  if (answer.status === 409) {
    const again = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: "以这里的为准" });
    again.addEventListener("click", () => { keep({ ...copy, revision: "", key: newKey() }); send(); });
    state.append(" ", again);
  }
}

form.addEventListener("input", () => change());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  change(event.submitter?.value === "submit");
  clearTimeout(timer);
  send();
});
addEventListener("online", send);
addEventListener("pagehide", () => clearTimeout(timer));

// A page that was loaded while the last save was under way shows less than was saved.
const left = kept();
if (left?.sent && Number(left.revision) > Number(form.elements.revision.value)) {
  fill(left.said);
  form.elements.revision.value = left.revision;
} else if (left?.sent) {
  forget();
} else if (left) {
  fill(left.said);
  say("接着上次没发出的草稿");
  send();
}
