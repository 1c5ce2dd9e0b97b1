using System.Globalization;
using Skylite.Workbench.Results;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;
using Spectre.Console;

namespace Skylite.Cli;

/// <summary>Shows how well a model does, class by class.</summary>
internal static class QualityTable
{
    private const int WidestConfusion = 24;

    /// <summary>Prints the figures of one part.</summary>
    public static void Show(Terminal terminal, TaskFacts data, ClassificationFigures figures)
    {
        var counted = data.Task == ModelTask.SceneClassification ? "images" : "pixels with a class, pooled over all samples";
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Images} {counted}: overall accuracy {100 * figures.OverallAccuracy:0.00} %, kappa {figures.Kappa:0.000}, mean F1 {100 * figures.MeanF1:0.00} %, mean IoU {100 * figures.MeanIntersectionOverUnion:0.00} %"));
        if (figures.MeansConvention is { } convention)
        {
            terminal.Say(convention);
        }

        if (data.Task == ModelTask.ChangeDetection && figures.F1.Count == 2)
        {
            terminal.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{data.Classes[1]}: precision {100 * figures.Precision[1]:0.00} %, recall {100 * figures.Recall[1]:0.00} %, F1 {100 * figures.F1[1]:0.00} %, IoU {100 * figures.IntersectionOverUnion[1]:0.00} %"));
        }

        var isNarrow = data.Classes.Count <= WidestConfusion;
        var table = new Table().AddColumn(isNarrow ? "actual \\ predicted" : "class");
        foreach (var name in data.Classes.Where(_ => isNarrow))
        {
            table.AddColumn(name.EscapeMarkup());
        }

        table.AddColumns("precision %", "recall %", "F1 %", "IoU %");
        foreach (var (c, name) in data.Classes.Index())
        {
            table.AddRow(
            [
                name.EscapeMarkup(),
                .. figures.Confusion[c].Where(_ => isNarrow).Select(n => n.ToString(CultureInfo.InvariantCulture)),
                JobConsole.Percent(figures.Precision[c]), JobConsole.Percent(figures.Recall[c]), JobConsole.Percent(figures.F1[c]), JobConsole.Percent(figures.IntersectionOverUnion[c]),
            ]);
        }

        terminal.Show(table);
    }
}
