namespace Skylite.Workbench.Reports.Sections;

/// <summary>Quality against what it costs.</summary>
internal sealed class TradeOffSection : IReportSection
{
    public string Id => "trade-off";

    public string Title => "Quality versus cost";

    public Markup? Render(ReportModel model) =>
        model.Models.Count(m => m.Key is not null) > 1
            ? Charts.Place(
                "trade-off-chart",
                $"{Figures.Sentence(model.Figure)} of each model over its cost; the figures are in the table before and after.",
                "The area of a mark grows with the file. Up and to the left is better.",
                [("time", "Time"), ("macs", "MACs"), ("file", "File"), ("parameters", "Parameters")])
            : null;
}
