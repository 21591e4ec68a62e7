/* A rehearsal on the screen itself: window.rehearse returns pairs of (whether it is good, what was found). */
(() => {
  "use strict";

  const pen = Object.assign(document.createElement("canvas"), { width: 64, height: 64 }).getContext("2d", { willReadFrequently: true });
  const drawn = (character) => {
    pen.clearRect(0, 0, 64, 64);
    pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(character, 8, 48);
    return pen.getImageData(0, 0, 64, 64).data.join();
  };
  /** Return whether this screen has glyphs of its own for every one of `characters`, not the box of a missing one. */
  const hasGlyphs = (characters) => [...characters].every((one) => ![drawn("\u{10FFFE}"), drawn(" ")].includes(drawn(one)));
  const loopback = (address) => /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(new URL(address).hostname);
  const reaches = async (address) => {
    try {
      await fetch(address, { mode: "no-cors", cache: "no-store" });
      return true;
    } catch {
      return false;
    }
  };

  window.rehearse = async ({ stops, reach, far, words, frame, undrawable }) => {
    const { address } = stops[stops.length - 1];
    const asked = [window, frame.contentWindow].flatMap((place) => place.performance.getEntriesByType("resource").map(({ name }) => name));
    const own = [window.location.origin, new URL(address).origin]; // the second is asked by an earlier rehearsal alone
    const outside = asked.filter((name) => /^\w+:\/\//.test(name) && !own.includes(new URL(name).origin));
    const reached = await reaches(address);
    const bad = undrawable();
    const [width, height] = [window.innerWidth, window.innerHeight];
    return [
      [hasGlyphs("城市治理韧智"), words.chinese],
      [hasGlyphs("CityGovernanc"), words.english],
      [!outside.length, `${words.outside} ${outside.join(" ")}`],
      [reached && !loopback(address), `${reached ? (loopback(address) ? words.loopback : words.reached) : words.unreached} ${address}`],
      [reach >= far, `${words.codes} ${reach} / ${far}`],
      [width >= 1024 && height >= 720, `${words.screen} ${width} × ${height}`],
      [!bad.length, `${words.stops} ${stops.length - bad.length} / ${stops.length}${bad.length ? `: ${bad.join(", ")}` : ""}`],
    ];
  };
})();
