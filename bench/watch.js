/* Runs in every page that is measured, before anything else: tells when a map is painted, by the page's own clock. */
window.bench = (() => {
  "use strict";
  const TIMEOUT_MS = 60000; // until a map that does not come is given up
  const QUIET = 30; // frames without a run of the script until the page counts as at rest

  const nextFrame = () => new Promise((done) => requestAnimationFrame(done));

  /** Return the window of the map, of its newest frame if there are several, or nothing. */
  const map = () => {
    const frames = [...document.querySelectorAll("iframe")].map((frame) => frame.contentWindow);
    return frames.filter((frame) => frame?.document.querySelector(".leaflet-container")).pop();
  };

  /** Return a promise of the time (ms since navigation) at which a map of which `drawn(document)` holds was painted.

      A frame begins with its callbacks, then it is laid out and painted: what the callback of a frame finds, that frame
      shows, and the next one begins after it was painted. */
  const painted = (drawn) =>
    shown(() => {
      const frame = map();
      return frame && drawn(frame.document);
    });

  const shown = async (holds) => {
    const latest = performance.now() + TIMEOUT_MS;
    do {
      if (performance.now() > latest) throw new Error("what is waited for does not come");
      await nextFrame();
    } while (!holds());
    return nextFrame();
  };

  /** Get ready to time from the next click, as the browser stamps it, until `coming` tells that the page is painted. */
  const time = (coming) => {
    window.bench.took = new Promise((done, fail) => {
      document.addEventListener(
        "click",
        (click) => {
          coming().then((time) => done(time - click.timeStamp), fail);
        },
        { capture: true, once: true },
      );
    });
  };
  const timeClick = (drawn) => time(() => painted(drawn));
  const timeSwitch = (mark) => time(() => shown(() => document.querySelector(mark)));

  /** Return a promise that the script has come to rest, runs that the map itself asks for included. */
  const rest = async () => {
    for (let still = 0; still < QUIET; await nextFrame()) {
      const app = document.querySelector("[data-testid=stApp]");
      const rests = app ? app.dataset.testScriptState === "notRunning" : window.location.protocol === "file:";
      still = rests ? still + 1 : 0;
    }
  };

  /** Return latitude, longitude and zoom of the map. */
  const view = () => {
    const shown = map().map;
    return [shown.getCenter().lat, shown.getCenter().lng, shown.getZoom()];
  };

  /** Return how the map stands now: where its panes, its land and its places are drawn. */
  const pose = () => {
    const parts = (map()?.document || document).querySelectorAll(
      ".leaflet-map-pane, .leaflet-base-pane svg, .leaflet-marker-icon",
    );
    return [...parts].map((part) => part.style.cssText.replace(/z-index[^;]*;/, "")).join();
  };

  /** Return a promise that the map has come to rest. */
  const still = async () => {
    for (let same = 0, before = pose(); same < QUIET; await nextFrame()) {
      const now = pose();
      same = now === before ? same + 1 : 0;
      before = now;
    }
  };

  const frames = async (count) => {
    for (let left = count; left > 0; left -= 1) await nextFrame();
  };

  /** Get ready to time from the next key until the map has moved on the screen; tell whether `word` was another by then. */
  const timeKey = (word) => {
    const [before, said] = [pose(), word()];
    window.bench.took = new Promise((done, fail) => {
      window.addEventListener(
        "keydown",
        async ({ timeStamp }) => {
          try {
            let replaced = false;
            const time = await shown(() => {
              replaced = word() !== said;
              return pose() !== before;
            });
            done([time - timeStamp, replaced]);
          } catch (error) {
            fail(error);
          }
        },
        { capture: true, once: true },
      );
    });
  };

  return { map, painted, timeClick, timeSwitch, timeKey, rest, still, frames, view };
})();
