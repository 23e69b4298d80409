// Words at a moment of a recording jump there, and stop at the end of a stretch; the moment shown can be noted.
const player = document.querySelector("[data-player]");
let until = Infinity;

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function jump(link) {
  until = Number(link.dataset.until) || Infinity;
  player.currentTime = Number(link.dataset.jump);
  player.play().catch(() => {});
  player.scrollIntoView({ block: "nearest" });
}

if (player) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-jump]");
    if (!link) return;
    event.preventDefault();
    jump(link);
  });
  player.addEventListener("timeupdate", () => {
    if (player.currentTime < until) return;
    player.pause();
    until = Infinity;
  });
  for (const row of document.querySelectorAll("[data-now]")) row.hidden = false;
  for (const button of document.querySelectorAll("[data-now-for]")) {
    button.addEventListener("click", () => {
      document.getElementById(button.dataset.nowFor).value = clock(player.currentTime);
    });
  }
}
