namespace Skylite.Workbench.Reports.Sections;

/// <summary>Test images with the answers of the models.</summary>
internal sealed class SampleSection : IReportSection
{
    public string Id => "samples";

    public string Title => "Sample predictions";

    public Markup? Render(ReportModel model) => model.Samples.Count == 0
        ? null
        : Markup.Of($"<ul class=\"samples\">{Markup.Join(model.Samples.Select(Card))}</ul>");

    private static Markup Card(SamplePrediction sample) => Markup.Of($"""
        <li><img src="data:image/png;base64,{Convert.ToBase64String(sample.Png)}" alt="Test image of the class {sample.Truth}" loading="lazy">
        <p class="truth">{sample.Truth}</p>
        <dl>{Markup.Join(sample.Guesses.Select(g => Answer(g, sample.Truth)))}</dl></li>
        """);

    private static Markup Answer(Guess guess, string truth)
    {
        var right = guess.Label == truth;
        return Markup.Of($"<dt>{guess.Model}</dt><dd class=\"{(right ? "right" : "wrong")}\"><span aria-label=\"{(right ? "right" : "wrong")}\" "
            + $"role=\"img\">{(right ? "✓" : "✗")}</span> {guess.Label} <small>{100 * guess.Confidence:0.0} %</small></dd>");
    }
}
