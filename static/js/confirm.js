// One tap, sent once: <form data-confirm="receipt-7"> with a <p data-say>. Without network the tap is kept on
// this phone and sent when the network is back; its key makes the same tap count once, however often it is sent.
// Without this file the button posts the form as any other.
const STORE = "taps";
const SECONDS = 15;

const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(STORE) || "{}");
  } catch {
    return {};
  }
};
const keep = (taps) => {
  try {
    localStorage.setItem(STORE, JSON.stringify(taps));
  } catch {
    // A phone that keeps nothing: the open page still holds the tap.
  }
};
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

const taps = kept();
let sending = false;

function say(name, text) {
  const form = [...document.querySelectorAll("[data-confirm]")].find((one) => one.dataset.confirm === name);
  if (form) form.querySelector("[data-say]").textContent = text;
}

async function send(name) {
  const tap = taps[name];
  const answer = await fetch(tap.url, { method: "POST", body: new URLSearchParams(tap.body), headers: { Accept: "application/json" } });
  if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) throw new Error("sign-in");
  const { done, text, path } = await answer.json();
  delete taps[name];
  keep(taps);
  say(name, text);
  if (done && document.querySelector("[data-confirm]")?.dataset.confirm === name) location.assign(path);
}

async function sendAll() {
  if (sending) return;
  sending = true;
  for (const name of Object.keys(taps)) {
    try {
      await send(name);
    } catch (error) {
      taps[name].body.late = "1";
      keep(taps);
      const again = error.message === "sign-in" ? "请重新登录，再点一次。" : "没有网络。已记在这部手机上，有网后自动发出，请别关这一页。";
      say(name, again);
    }
  }
  sending = false;
}

for (const form of document.querySelectorAll("[data-confirm]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = form.dataset.confirm;
    const body = Object.fromEntries(new FormData(form));
    taps[name] = { url: form.action, body: { ...taps[name]?.body, ...body, key: taps[name]?.body.key || newKey(), at: taps[name]?.body.at || String(Date.now()) } };
    keep(taps);
    say(name, "正在发送……");
    sendAll();
  });
}
addEventListener("online", sendAll);
setInterval(() => { if (Object.keys(taps).length) sendAll(); }, 1000 * SECONDS);
if (Object.keys(taps).length) sendAll();
