// The page works without this: sound, text and download are plain HTML. Times come from data-t and data-e.
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const audio = one("audio"), range = one(".seek input"), status = one("[role=status]");
  const speed = one("#speed"), follow = one("#follow"), play = one("[data-do=play]");
  const started = (element) => Number(element.dataset.t);
  const sentences = all(".text [data-t]"), chapters = all(".chapters [data-from]");
  const chapterTimes = chapters.map((item) => Number(item.dataset.from));
  // A chapter's first sentence is marked from the chapter's mark on, just before it is heard.
  const sentenceTimes = sentences.map((item, place) => {
    const home = item.closest("section");
    return home === sentences[place - 1]?.closest("section") ? started(item) : Number(home.dataset.from);
  });
  const EARLY = 0.002; // browsers round the time they were told to seek to
  const key = `briefing:${document.body.dataset.briefing}`;
  let sentence = -1, chapter = -1, saved = 0, past = 0;

  // The last one that has begun: between two sentences the former stays marked.
  const placeOf = (times, time) => {
    let low = 0, high = times.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (times[middle] <= time + EARLY) low = middle; else high = middle;
    }
    return low;
  };
  const length = () => Number(range.max);
  const clock = (time) => {
    const seconds = Math.floor(time + EARLY), hours = Math.floor(seconds / 3600);
    const rest = [Math.floor(seconds / 60) % 60, seconds % 60];
    return (hours ? [hours, String(rest[0]).padStart(2, "0")] : [rest[0]]).concat(String(rest[1]).padStart(2, "0")).join(":");
  };
  const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const say = (text) => { status.textContent = ""; setTimeout(() => { status.textContent = text; }, 50); };
  const inView = (element) => {
    const box = element.getBoundingClientRect(), dock = one(".dock").getBoundingClientRect();
    const top = dock.width > innerWidth / 2 ? Math.max(dock.bottom, 0) : 0;
    return box.top < innerHeight && box.bottom > top;
  };
  const fits = (element) => {
    const box = element.getBoundingClientRect();
    return box.bottom < innerHeight * 0.85 && box.top > innerHeight * 0.1 && inView(element);
  };
  const bring = (element) => {
    if (fits(element)) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const tall = element.getBoundingClientRect().height > innerHeight * 0.5;
    element.scrollIntoView({ block: tall ? "start" : "center", behavior: still ? "auto" : "smooth" });
  };
  const move = (list, from, to) => {
    list[from]?.removeAttribute("aria-current");
    list[to].setAttribute("aria-current", "true");
  };

  function draw(asked = false) {
    const time = audio.currentTime;
    const next = placeOf(sentenceTimes, time);
    if (next !== sentence) {
      // Who has scrolled away to read elsewhere is left there.
      const along = follow.checked && (asked || (!audio.paused && (sentence < 0 || inView(sentences[sentence]))));
      move(sentences, sentence, next);
      sentence = next;
      if (along) bring(sentences[sentence]);
    }
    const part = placeOf(chapterTimes, time);
    if (part !== chapter) {
      move(chapters, chapter, part);
      chapter = part;
      write(one(".where"), chapters[chapter].dataset.title);
    }
    write(one(".clock"), `${clock(time)} / ${clock(length())}`);
    const share = 1000 * Math.min(time / length(), 1);
    one("#past rect").setAttribute("width", share);
    one(".needle").setAttribute("x", share);
    if (document.activeElement !== range) level(time); // a slider that moves under the reader's hand is read out
  }
  function level(time) {
    range.value = time;
    const text = `${clock(time)} من ${clock(length())}`;
    if (range.getAttribute("aria-valuetext") !== text) range.setAttribute("aria-valuetext", text);
  }
  function run() {
    draw();
    if (!audio.paused) requestAnimationFrame(run);
  }
  function go(time, { start = false } = {}) {
    past = 0;
    audio.currentTime = Math.min(Math.max(time, 0), length());
    draw(true);
    keep();
    if (start) begin();
  }
  function begin() {
    audio.play()?.catch((error) => { if (error.name !== "AbortError") broken(); });
  }
  function broken() {
    const text = "تعذّر تشغيل الصوت. ضع الملف briefing.mp3 بجوار هذه الصفحة.";
    write(one(".where"), text);
    say(text);
  }
  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify({ time: audio.currentTime, speed: speed.value, follow: follow.checked }));
    } catch { /* private windows have no storage: nothing is remembered then */ }
  }
  function recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(key)) ?? {};
      if ([...speed.options].some((option) => option.value === kept.speed)) speed.value = kept.speed;
      if (typeof kept.follow === "boolean") follow.checked = kept.follow;
      if (kept.time > 0 && kept.time < length() - 1) past = audio.currentTime = kept.time;
    } catch { /* no storage, or not ours */ }
  }
  function pace() {
    audio.preservesPitch = audio.webkitPreservesPitch = audio.mozPreservesPitch = true;
    audio.defaultPlaybackRate = audio.playbackRate = Number(speed.value);
  }
  function toSentence(place) {
    const to = Math.min(Math.max(place, 0), sentences.length - 1);
    go(started(sentences[to]));
    if (audio.paused) say(sentences[to].textContent); // while it plays, the voice itself says it
  }
  function toChapter(place, start = false) {
    const to = Math.min(Math.max(place, 0), chapters.length - 1);
    go(chapterTimes[to], { start });
    say(chapters[to].dataset.title);
  }

  const does = {
    "play": () => (audio.paused ? begin() : audio.pause()),
    "back": () => { go(audio.currentTime - 10); if (audio.paused) say(clock(audio.currentTime)); },
    "sentence-back": () => toSentence(sentence - 1),
    "sentence-on": () => toSentence(sentence + 1),
    "section-back": () => toChapter(chapter - 1),
    "section-on": () => toChapter(chapter + 1),
  };
  for (const [name, act] of Object.entries(does)) one(`[data-do=${name}]`).addEventListener("click", act);
  chapters.forEach((button, place) => button.addEventListener("click", () => toChapter(place, true)));
  all(".here").forEach((button) => button.addEventListener("click", () => toChapter(chapters.findIndex((item) => item.dataset.from === button.dataset.from), true)));
  one(".text").addEventListener("click", (event) => {
    const said = event.target.closest("[data-t]");
    if (said && getSelection().isCollapsed) go(started(said), { start: true });
  });
  range.addEventListener("keydown", () => level(audio.currentTime));
  range.addEventListener("input", () => { const time = Number(range.value); go(time); level(time); });
  speed.addEventListener("change", () => { pace(); keep(); });
  follow.addEventListener("change", keep);

  const playing = (on) => {
    document.body.classList.toggle("playing", on);
    write(play.querySelector("span"), on ? "إيقاف مؤقت" : "تشغيل");
  };
  audio.addEventListener("play", () => { playing(true); run(); });
  audio.addEventListener("pause", () => { playing(false); draw(); keep(); });
  audio.addEventListener("seeked", () => draw());
  audio.addEventListener("timeupdate", () => {
    draw();
    if (Math.abs(audio.currentTime - saved) > 5) { saved = audio.currentTime; keep(); }
  });
  audio.addEventListener("loadedmetadata", () => { if (past && !audio.currentTime) audio.currentTime = past; pace(); draw(); });
  audio.addEventListener("error", broken);
  addEventListener("pagehide", keep);

  if ("mediaSession" in navigator) {
    navigator.mediaSession.metadata = new MediaMetadata({ title: document.title });
    const keys = { previoustrack: "section-back", nexttrack: "section-on", seekbackward: "back" };
    for (const [name, act] of Object.entries(keys)) {
      try { navigator.mediaSession.setActionHandler(name, does[act]); } catch { /* not known here */ }
    }
  }
  audio.controls = false;
  all(".side [hidden], .text [hidden]").forEach((element) => { element.hidden = false; });
  document.body.classList.add("scripted");
  recall();
  pace();
  draw();
})();
