// Says while a story's form is open that this person has it, and shows who else does.
const bar = document.getElementById("presence");
const token = document.querySelector("input[name=csrfmiddlewaretoken]");
if (bar && token) {
  const body = (left) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", token.value);
    if (left) data.append("left", "1");
    return data;
  };
  setInterval(async () => {
    try {
      const answer = await fetch(bar.dataset.path, { method: "POST", body: body(false) });
      if (!answer.ok) return;
      const { others } = await answer.json();
      bar.hidden = !others;
      if (bar.textContent !== others) bar.textContent = others;
    } catch { /* a lost network is said by the draft keeper */ }
  }, 60000);
  addEventListener("pagehide", () => navigator.sendBeacon(bar.dataset.path, body(true)));
}
