// How the graphics processor draws a mark (one of the shapes of the legend, with its rim) and a tie (a line, whole or
// dashed). Colours go out multiplied by their opacity, as sigma's blending wants them.
const faint = (colour, opacity) => {
  const [red, green, blue] = [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
  return `rgba(${red},${green},${blue},${opacity})`;
};

// Of each shape: sides, turn (radians), distance of a side from the middle, and by how much the middle is lowered, in
// radii; the measures are vis-network's. No sides: a disc; five and a half: a star.
const FORMS = {
  dot: [0, 0, 1, 0], square: [4, 0, 1, 0], diamond: [4, Math.PI / 4, Math.SQRT1_2, 0], hexagon: [6, Math.PI / 6, 0.866, 0],
  triangle: [3, Math.PI / 2, 0.664, 0.316], triangleDown: [3, -Math.PI / 2, 0.664, -0.316], star: [5.5, 0, 0, 0.082],
};

const MARK_VERTEX = `
attribute vec4 a_id, a_color, a_rim, a_form;
attribute vec2 a_position;
attribute float a_size, a_dashed, a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio, u_correctionRatio;
varying vec4 v_color, v_rim, v_form;
varying vec2 v_spot;
varying float v_border, v_dashed, v_pixel;
void main() {
  float radius = a_size * u_correctionRatio / u_sizeRatio * 2.0;
  v_spot = 3.2 * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + radius * v_spot, 1)).xy, 0, 1);
  v_form = a_form;
  v_dashed = a_dashed;
  v_pixel = u_sizeRatio / a_size;
  v_border = max(v_pixel, 1.4 / a_size);
  #ifdef PICKING_MODE
  v_color = v_rim = a_id;
  #else
  v_color = a_color;
  v_rim = a_rim;
  #endif
  v_color.a *= 255.0 / 254.0;
  v_rim.a *= 255.0 / 254.0;
}`;

const MARK_FRAGMENT = `
precision highp float;
varying vec4 v_color, v_rim, v_form;
varying vec2 v_spot;
varying float v_border, v_dashed, v_pixel;
const float PI = 3.14159265;
float away(vec2 spot) {
  if (v_form.x < 1.0) return length(spot) - 1.0;
  if (v_form.x > 5.0 && v_form.x < 6.0) {
    float turn = mod(atan(spot.x, spot.y) + PI / 5.0, PI * 0.4) - PI / 5.0;
    vec2 folded = length(spot) * vec2(cos(turn), abs(sin(turn)));
    return dot(folded - vec2(1.066, 0.0), vec2(0.312, 0.950));
  }
  float side = 2.0 * PI / v_form.x;
  float turn = atan(spot.y, spot.x) + v_form.y;
  return cos(floor(0.5 + turn / side) * side - turn) * length(spot) - v_form.z;
}
void main() {
  float inside = -away(v_spot + vec2(0.0, v_form.w));
  #ifdef PICKING_MODE
  if (inside < 0.0) discard;
  gl_FragColor = v_color;
  #else
  float gap = v_dashed * step(0.55, fract(atan(v_spot.y, v_spot.x) / PI * 7.0));
  vec4 filled = mix(v_rim, v_color, max(gap, smoothstep(v_border, v_border + v_pixel, inside)));
  float seen = filled.a * smoothstep(-v_pixel, 0.0, inside);
  gl_FragColor = vec4(filled.rgb * seen, seen);
  #endif
}`;

const attribute = (name, size) => ({ name, size, type: 5126, normalized: false });  // floats
const colourAttribute = (name) => ({ name, size: 4, type: 5121, normalized: true });  // four bytes
const TRIANGLES = 4;

const markProgram = ({ NodeProgram, floatColor }) => class extends NodeProgram {
  getDefinition() {
    return {
      VERTICES: 3, METHOD: TRIANGLES, VERTEX_SHADER_SOURCE: MARK_VERTEX, FRAGMENT_SHADER_SOURCE: MARK_FRAGMENT, UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix"],
      ATTRIBUTES: [attribute("a_position", 2), attribute("a_size", 1), attribute("a_form", 4), attribute("a_dashed", 1), colourAttribute("a_color"), colourAttribute("a_rim"), colourAttribute("a_id")],
      CONSTANT_ATTRIBUTES: [attribute("a_angle", 1)], CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }
  processVisibleItem(id, start, { x, y, size, shape: form, dashed, color, rim }) {
    this.array.set([x, y, size, ...FORMS[form], dashed ? 1 : 0, floatColor(color), floatColor(rim), id], start);
  }
  setUniforms({ sizeRatio, correctionRatio, matrix }, { gl, uniformLocations }) {
    gl.uniform1f(uniformLocations.u_sizeRatio, sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio, correctionRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
  }
};

const TIE_VERTEX = `
attribute vec4 a_id, a_color;
attribute vec2 a_start, a_end;
attribute vec2 a_dash;
attribute float a_width, a_length, a_along, a_side;
uniform mat3 u_matrix;
uniform float u_sizeRatio, u_correctionRatio, u_thinnest;
varying vec4 v_color;
varying vec2 v_dash;
varying float v_along, v_across, v_half;
void main() {
  vec2 line = a_end - a_start;
  vec2 normal = length(line) > 0.0 ? vec2(-line.y, line.x) / length(line) : vec2(0.0);
  v_half = max(a_width / u_sizeRatio, u_thinnest) / 2.0;
  v_across = a_side * (v_half + 0.7);
  gl_Position = vec4((u_matrix * vec3(mix(a_start, a_end, a_along) + normal * v_across * u_correctionRatio * 2.0, 1)).xy, 0, 1);
  v_along = a_length * a_along;
  v_dash = a_dash;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

const TIE_FRAGMENT = `
precision highp float;
varying vec4 v_color;
varying vec2 v_dash;
varying float v_along, v_across, v_half;
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float seen = v_color.a * (1.0 - smoothstep(v_half - 0.3, v_half + 0.7, abs(v_across))) * (v_dash.y > 0.0 ? 1.0 - step(v_dash.x, mod(v_along, v_dash.x + v_dash.y)) : 1.0);
  gl_FragColor = vec4(v_color.rgb * seen, seen);
  #endif
}`;

const tieProgram = ({ EdgeProgram, floatColor }, unit) => class extends EdgeProgram {
  getDefinition() {
    return {
      VERTICES: 6, METHOD: TRIANGLES, VERTEX_SHADER_SOURCE: TIE_VERTEX, FRAGMENT_SHADER_SOURCE: TIE_FRAGMENT, UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_thinnest", "u_matrix"],
      ATTRIBUTES: [attribute("a_start", 2), attribute("a_end", 2), attribute("a_width", 1), attribute("a_length", 1), attribute("a_dash", 2), colourAttribute("a_color"), colourAttribute("a_id")],
      CONSTANT_ATTRIBUTES: [attribute("a_along", 1), attribute("a_side", 1)], CONSTANT_DATA: [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]],
    };
  }
  processVisibleItem(id, start, from, to, { size, color, dash }) {
    const length = Math.hypot(to.x - from.x, to.y - from.y) * unit;  // dashes are so many units of the layout, as on the canvas
    this.array.set([from.x, from.y, to.x, to.y, size, length, ...(dash || [0, 0]), floatColor(color), id], start);
  }
  setUniforms({ sizeRatio, correctionRatio, minEdgeThickness, matrix }, { gl, uniformLocations }) {
    gl.uniform1f(uniformLocations.u_sizeRatio, sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio, correctionRatio);
    gl.uniform1f(uniformLocations.u_thinnest, minEdgeThickness);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, matrix);
  }
};
