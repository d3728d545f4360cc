// Which way of drawing: the plain canvas, or the graphics processor for more marks than a canvas moves smoothly. That only
// where there is one in hardware and its first frames are quick; `#renderer=sigma` and `#renderer=canvas` settle it.
const engines = {};
{
  const SMOOTH = 1200;  // marks that a plain canvas moves at 30 frames a second
  const QUICK = 50;  // milliseconds of a first frame
  const IN_SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;
  const available = typeof sigmaLibrary !== "undefined" && typeof webglEngine !== "undefined";
  const asked = () => new URLSearchParams(location.hash.slice(1)).get("renderer");
  let tried = false;
  let slow = false;
  let known = null;

  const inHardware = () => {
    if (known === null) {
      const context = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
      const about = context && context.getExtension("WEBGL_debug_renderer_info");
      known = Boolean(context) && !IN_SOFTWARE.test(String(context.getParameter(about ? about.UNMASKED_RENDERER_WEBGL : context.RENDERER)));
      if (context) context.getExtension("WEBGL_lose_context")?.loseContext();
    }
    return known;
  };

  engines.wanted = (marks) => {
    if (!available || asked() === "canvas") return "canvas";
    if (asked() === "sigma") return "webgl";
    return marks > SMOOTH && !slow && inHardware() ? "webgl" : "canvas";
  };
  engines.start = (name, holder, on) => (name === "webgl" ? webglEngine(holder, on) : canvasEngine(holder, on));

  // Three frames, the first of which makes the programs; a machine whose others are slow draws on the canvas from now on.
  engines.isSlow = (engine) => {
    if (engine.name !== "webgl" || asked() === "sigma" || tried) return false;
    tried = true;
    engine.frame();
    const before = performance.now();
    engine.frame();
    engine.frame();
    slow = (performance.now() - before) / 2 > QUICK;
    return slow;
  };
}
