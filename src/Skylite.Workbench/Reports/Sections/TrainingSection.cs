namespace Skylite.Workbench.Reports.Sections;

/// <summary>Loss and quality over the epochs of every phase.</summary>
internal sealed class TrainingSection : IReportSection
{
    public string Id => "training";

    public string Title => "Training";

    public Markup? Render(ReportModel model)
    {
        if (model.Curves.Count == 0)
        {
            return null;
        }

        var loss = Charts.Place(
            "loss-chart",
            "Loss over the epochs of each phase; the figures are in the table below.",
            "Loss: solid on training data, dashed on validation data.");
        var quality = Charts.Place(
            "accuracy-chart",
            $"{Figures.Sentence(model.Figure)} over the epochs of each phase; the figures are in the table below.",
            $"{Figures.Sentence(model.Figure)} on validation data (dotted: on training data).");
        return Markup.Of($"""
            <div class="pair">{loss}{quality}</div>
            <details><summary>Table of {model.Curves.Sum(c => c.Epochs.Count)} epochs</summary>
            <div class="scroll"><table>
            <caption>Loss, {model.Figure} and learning rate after each epoch.</caption>
            <thead><tr><th scope="col">Phase</th><th scope="col">Epoch</th><th scope="col">Training loss</th><th scope="col">Validation loss</th><th scope="col">Training {model.Figure}</th><th scope="col">Validation {model.Figure}</th><th scope="col">Learning rate</th></tr></thead>
            <tbody>{Markup.Join(model.Curves.SelectMany(c => c.Epochs.Select(e => Row(c.Name, e))))}</tbody>
            </table></div></details>
            """);
    }

    private static Markup Row(string phase, EpochRow epoch) =>
        Markup.Of($"<tr><th scope=\"row\">{phase}</th><td>{epoch.Epoch}</td><td>{Loss(epoch.TrainingLoss)}</td><td>{Loss(epoch.ValidationLoss)}</td>"
            + $"<td>{Share(epoch.TrainingAccuracy)}</td><td>{Share(epoch.ValidationAccuracy)}</td><td>{Rate(epoch.LearningRate)}</td></tr>");

    private static Markup Loss(double? value) => value is { } loss ? Markup.Of($"{loss:0.0000}") : Figures.Missing;

    private static Markup Share(double? value) => value is { } share ? Markup.Of($"{100 * share:0.00} %") : Figures.Missing;

    private static Markup Rate(double? value) => value is { } rate ? Markup.Of($"{rate:0.00e+0}") : Figures.Missing;
}
