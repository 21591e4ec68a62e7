/* The stage in the browser. Everything that a tour says came with the page, so that no key waits for a server, and none is
   missed if the server is away. Here its parts are put together; each listens to the presentation. */

import { byId, elementOf } from "../../geo/tour/elements.js";
import { Keyboard } from "../../geo/tour/keyboard.js";
import { Presentation } from "../../geo/tour/presentation.js";
import { stageActions } from "./actions.js";
import { Autoplay, firstPace } from "./autoplay.js";
import { Card } from "./card.js";
import { Codes } from "./codes.js";
import { Finder } from "./finder.js";
import { offerHandout } from "./handout.js";
import { listenToLinks } from "./links.js";
import { MapFrame } from "./map_frame.js";
import { Navigation } from "./navigation.js";
import { keepOffline } from "./offline.js";
import { Overlays } from "./overlays.js";
import { Overview } from "./overview.js";
import { readPageData } from "./page_data.js";
import { listenToButtons, Pointer } from "./pointer.js";
import { Progress } from "./progress.js";
import { offerRehearsal } from "./rehearsal.js";
import { Run } from "./run.js";
import { showSlotLine } from "./slot_line.js";
import { Spotlight } from "./spotlight.js";
import { firstSide, firstStop, StopInAddress } from "./stop_in_address.js";
import { Sync } from "./sync.js";
import { Telling } from "./telling.js";
import { showTypedNumber } from "./typed_number.js";
import { keepAwake } from "./wake_lock.js";

const root = document.documentElement;
const page = readPageData();
const plan = page.plan;
const tour = page.tour;
const presentation = new Presentation(plan.stops, firstStop(tour, plan.stops.length), firstPace(plan.longest));

// In this order they listen to the presentation: the card first, of which the map and the ticks take measure.
const telling = new Telling(plan, page.words.other);
const card = new Card(byId("card"), telling);
const showCard = () => card.show(presentation.stop, presentation.at);
presentation.addEventListener("stop", showCard);
const map = new MapFrame(elementOf("world", HTMLIFrameElement), presentation, card);
const progress = new Progress(presentation, card, page.words);
const address = new StopInAddress(presentation, tour);
const codes = new Codes(page.words.code);
new Overlays(presentation, codes);
const overview = new Overview(presentation, telling);
const finder = new Finder(page, { show: showCase, leave: () => presentation.closeOverlay() });
presentation.addEventListener("overlay", () => finder.toggle(presentation.overlay === "find"));
const autoplay = new Autoplay(presentation);
const navigation = new Navigation(presentation);
const run = new Run(presentation, tour);
const sync = new Sync({ presentation, run, navigation, map, showCase }, page);
showTypedNumber(presentation, page.words.missing);

const actions = stageActions({ presentation, navigation, sync, map, atlas: page.atlas });
const keyboard = new Keyboard(plan.keys, actions, presentation, { overview: (key) => overview.takeKey(key) });
const pointer = new Pointer();
const spotlight = new Spotlight(presentation);
const hands = [keyboard, pointer, spotlight]; // they listen to this page, and to the one in the frame
for (const hand of hands) hand.listen(window);
listenToButtons(actions);
listenToLinks({ presentation, navigation, sync });
offerRehearsal({ page, presentation, card, map });
const fetchMore = () => Promise.all([finder.ready, codes.fetchAll(plan.stops.map((stop) => stop.address))]);
window.atlasStage = { openCity: (city) => presentation.openCity(city) };

map.initMap(plan, {
  onPage: (framed) => {
    for (const hand of hands) hand.listen(framed);
  },
  onMap: (framed, { drawn }) => {
    root.classList.add("met");
    keepOffline(framed, drawn, { addresses: page.words, fetchMore });
  },
});
const fitAll = () => {
  progress.reserveWidths();
  card.fit();
  map.resize();
};
new ResizeObserver(fitAll).observe(root);
document.fonts.addEventListener("loadingdone", fitAll); // words have other widths in it

const side = firstSide(tour);
presentation.side = telling.caseOf(side) ?? null;
showCard();
progress.draw();
address.write();
autoplay.scheduleNext();
showSlotLine(plan.minutes, run);
sync.send();
offerHandout(telling.cards);
keepAwake();
if (side && !presentation.side) showCase(side);

/**
 * Show a case beside the tour, unless somebody has gone on while it came; return whether there is such a case.
 *
 * @param {string} id
 */
async function showCase(id) {
  const { stop } = presentation;
  const found = telling.caseOf(id) ?? (await telling.find(id));
  if (found && presentation.stop === stop) presentation.stepAside(found);
  return Boolean(found);
}
