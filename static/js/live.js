// A part of the page that is fetched again by itself: <div data-live="/…/rows/" data-every="30">, in seconds.
// It rests while the page is hidden, and keeps what is there when the network fails.
for (const part of document.querySelectorAll("[data-live]")) {
  const every = 1000 * Number(part.dataset.every || 30);
  const renew = async () => {
    if (document.hidden || part.contains(document.activeElement)) return;
    try {
      const answer = await fetch(part.dataset.live, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        part.replaceChildren(...fresh.body.childNodes);
      }
    } catch {
      // The next turn tries again.
    }
  };
  setInterval(renew, every);
  document.addEventListener("visibilitychange", renew);
}
