// A story: saved views with captions, one after the other.
const story = {};
{
  const steps = data.story;
  story.start = (actions) => {
    byId("story").hidden = steps.length === 0;
    if (!steps.length) return;
    byId("story-back").addEventListener("click", () => actions.step(Math.max(1, (choice.step || 1) - 1)));
    byId("story-next").addEventListener("click", () => actions.step(choice.step ? Math.min(steps.length, choice.step + 1) : 1));
    byId("story-end").addEventListener("click", () => actions.step(null));
  };
  story.viewOf = (number) => steps[number - 1].view;
  story.refresh = () => {
    if (!steps.length) return;
    const step = choice.step ? steps[choice.step - 1] : null;
    byId("story-count").textContent = step ? t("Step {0} of {1}", choice.step, steps.length) : t("A story in {0}", plural(steps.length, "step"));
    byId("story-title").textContent = step ? step.title : "";
    byId("story-text").textContent = step ? step.text : "";
    byId("story-back").disabled = !step || choice.step === 1;
    byId("story-next").disabled = Boolean(step) && choice.step === steps.length;
    byId("story-next").textContent = t(step ? "Next" : "Begin");
    byId("story-end").hidden = byId("story-back").hidden = !step;
  };
}
