using System.Globalization;
using Skylite.Workbench.Results;

namespace Skylite.Workbench.Reports.Sections;

/// <summary>How accuracy falls as single groups of channels go.</summary>
internal sealed class SensitivitySection : IReportSection
{
    public string Id => "sensitivity";

    public string Title => "Sensitivity";

    public Markup? Render(ReportModel model) => model.Sensitivity is { } figures
        ? Markup.Of($"""
            <p class="lead">For each group of channels by itself, the least important ones by {figures.Criterion} were silenced, and the model was evaluated on {figures.Images} validation images, without any repair. Flat lines are groups that can lose much.</p>
            {Chart()}
            <div class="scroll"><table>
            <caption>{Figures.Sentence(figures.FigureName)} in % when a share of one group goes; {100 * figures.Baseline:0.00} % without removal.</caption>
            <thead><tr><th scope="col">Group</th><th scope="col" class="text">Made by</th><th scope="col">Channels</th>{Markup.Join(figures.Ratios.Select(Head))}</tr></thead>
            <tbody>{Markup.Join(figures.Groups.Select(g => Row(g, figures.Ratios)))}</tbody>
            </table></div>
            """)
        : null;

    private static Markup Chart() => Charts.Place(
        "sensitivity-chart",
        "Accuracy over the share of each group that is removed; the figures are in the table below.",
        "One line for each group of channels; all begin at the accuracy of the whole model.");

    private static Markup Head(double ratio) => Markup.Of($"<th scope=\"col\">{100 * ratio:0} %</th>");

    private static Markup Row(GroupSensitivity group, IReadOnlyList<double> ratios)
    {
        var cells = Markup.Join(ratios.Select(r => group.Points.FirstOrDefault(p => p.Ratio == r) is { } point
            ? Markup.Of($"<td>{100 * point.Accuracy:0.00}</td>")
            : Markup.Of($"<td>{Figures.Missing}</td>")));
        return Markup.Of(
            $"<tr><th scope=\"row\">{group.Number.ToString(CultureInfo.InvariantCulture)}</th>"
            + $"<td class=\"text\">{(group.Producers.Count > 0 ? group.Producers[0] : group.Name)}</td><td>{group.Channels}</td>{cells}</tr>");
    }
}
