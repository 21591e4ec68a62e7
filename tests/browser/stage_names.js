/* What is wrong with the lights of a stop and their names, measured from boxes as they are painted on the stage: a light
   under the words, under the veil or cut; a name cut, over another name, over a light, or nearer to a foreign light. */
({ TOLERANCE_PX, box, overlap, distance }) => {
  const frame = document.getElementById("world").contentDocument;
  const kind = document.documentElement.dataset.kind;
  const card = document.getElementById("card").getBoundingClientRect();
  const foot = document.querySelector("footer").getBoundingClientRect().top;
  const isCase = kind === "case";
  const free = {
    left: 0,
    top: 0,
    right: isCase ? card.left : innerWidth,
    bottom: isCase ? foot : card.top,
  };
  const inset = frame.querySelector(".enlarged.open");
  const within = (a, b) =>
    a.left >= b.left - TOLERANCE_PX &&
    a.right <= b.right + TOLERANCE_PX &&
    a.top >= b.top - TOLERANCE_PX &&
    a.bottom <= b.bottom + TOLERANCE_PX;

  const unit = Math.min(innerHeight / 1080, innerWidth / 1350);
  const ring = ({ left, top, right, bottom }) => ({
    left: left - 21 * unit,
    top: top - 21 * unit,
    right: right + 21 * unit,
    bottom: bottom + 21 * unit,
  }); // around the light in focus, as tour.css draws it
  const lights = [...frame.querySelectorAll(".place:not(.away)")].map((place) => {
    const name = place.querySelector(".name");
    const isFocus = place.classList.contains("focus");
    return {
      city: place.dataset.city,
      isTold: isCase ? isFocus : place.classList.contains("lit"),
      light: isFocus ? ring(box(place.querySelector("i"))) : box(place.querySelector("i")),
      name: place.classList.contains("named") ? box(name) : null,
      size: parseFloat(getComputedStyle(name).fontSize),
      corner: place.closest(".enlarged"),
    };
  });
  const told = lights.filter(({ isTold }) => isTold);
  const wrong = [];
  for (const one of lights) {
    const bounds = one.corner ? box(one.corner) : free;
    if (!within(one.light, bounds)) wrong.push(`${one.city} is cut or under the words`);
    if (!one.corner && inset && overlap(one.light, box(inset))) wrong.push(`${one.city} is under the enlarged corner`);
    if (!one.name) continue;
    if (!one.isTold) wrong.push(`${one.city} has a name that is not told`);
    if (one.size < 28 * unit - 0.01) wrong.push(`${one.city} is small`);
    if (!within(one.name, bounds)) wrong.push(`the name of ${one.city} is cut`);
    if (!one.corner && inset && overlap(one.name, box(inset))) wrong.push(`the name of ${one.city} is covered`);
    for (const other of lights) {
      if (other === one || other.corner !== one.corner) continue;
      if (overlap(one.name, other.light)) wrong.push(`the name of ${one.city} stands over the light of ${other.city}`);
      if (other.name && overlap(one.name, other.name)) wrong.push(`${one.city} stands over ${other.city}`);
      if (distance(one.name, other.light) < distance(one.name, one.light))
        wrong.push(`the name of ${one.city} is nearer to ${other.city}`);
    }
  }
  const unnamed = told.filter(({ name }) => !name).map(({ city }) => city);
  return { wrong, unnamed, lit: told.length, named: told.length - unnamed.length };
};
