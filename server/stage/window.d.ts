// What the stage hands to the map in its frame; see tour.js.
interface Window {
  atlasStage?: { openCity(city: string): void };
}
