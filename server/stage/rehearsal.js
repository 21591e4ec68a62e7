/* A rehearsal on the screen itself: window.rehearse returns pairs of (whether it is good, what was found). */
(() => {
  "use strict";

  const PATIENCE = 5000; // ms

  const pen = Object.assign(document.createElement("canvas"), { width: 64, height: 64 }).getContext("2d", {
    willReadFrequently: true,
  });
  const drawn = (character) => {
    pen.clearRect(0, 0, 64, 64);
    pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(character, 8, 48);
    return pen.getImageData(0, 0, 64, 64).data.join();
  };
  /** Return whether this screen has glyphs of its own for every one of `characters`, not the box of a missing one. */
  const hasGlyphs = (characters) =>
    [...characters].every((one) => ![drawn("\u{10FFFE}"), drawn(" ")].includes(drawn(one)));
  /** Return whether something answers at `address`; at another host than this one it cannot be seen what. */
  const reaches = async (address) => {
    try {
      const { ok, type } = await fetch(address, {
        mode: "no-cors",
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE),
      });
      return ok || type === "opaque";
    } catch {
      return false;
    }
  };

  window.rehearse = async ({ stops, known, reach, far, least, words, frame, undrawable }) => {
    const { address } = stops[stops.length - 1];
    const asked = [window, frame.contentWindow].flatMap((place) =>
      place.performance.getEntriesByType("resource").map(({ name }) => name),
    );
    const own = [window.location.origin, new URL(address).origin]; // the second is asked by an earlier rehearsal alone
    const outside = asked.filter((name) => /^\w+:\/\//.test(name) && !own.includes(new URL(name).origin));
    const reached = await reaches(address);
    const bad = undrawable();
    const [width, height] = [window.innerWidth, window.innerHeight];
    return [
      [hasGlyphs("城市治理韧智"), words.chinese],
      [hasGlyphs("CityGovernanc"), words.english],
      [!outside.length, `${words.outside} ${outside.join(" ")}`],
      [reached && known, `${reached ? (known ? words.reached : words.loopback) : words.unreached} ${address}`],
      [reach >= far, `${words.codes} ${reach} / ${far}`],
      [width >= least[0] && height >= least[1], `${words.screen} ${width} × ${height}`],
      [
        !bad.length,
        `${words.stops} ${stops.length - bad.length} / ${stops.length}${bad.length ? `: ${bad.join(", ")}` : ""}`,
      ],
    ];
  };
})();
