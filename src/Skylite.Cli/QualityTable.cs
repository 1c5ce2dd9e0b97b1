using System.Globalization;
using Skylite.Workbench.Results;
using Skylite.Zoo;
using Spectre.Console;

namespace Skylite.Cli;

/// <summary>Shows how well a model does, class by class.</summary>
internal static class QualityTable
{
    private const int WidestConfusion = 24;

    /// <summary>Prints the figures of one part.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="task">What the figures are of.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="figures">The figures.</param>
    public static void Show(Terminal terminal, ModelTask task, IReadOnlyList<string> classes, ClassificationFigures figures)
    {
        Sum(terminal, task == ModelTask.SceneClassification ? "images" : "pixels with a class, pooled over all samples", figures);
        if (task == ModelTask.ChangeDetection && figures.F1.Count == 2)
        {
            var cells = Cells(figures.OfClass(1)).Select(cell => cell == JobConsole.Percent(null) ? cell : cell + " %").ToArray();
            terminal.Say($"{classes[1]}: precision {cells[0]}, recall {cells[1]}, F1 {cells[2]}, IoU {cells[3]}");
        }

        ByClass(terminal, task == ModelTask.SceneClassification ? "images" : "pixels", classes, figures);
    }

    /// <summary>Prints figures of pixels.</summary>
    /// <param name="terminal">Where.</param>
    /// <param name="counted">Which pixels were counted.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="figures">The figures.</param>
    public static void Show(Terminal terminal, string counted, IReadOnlyList<string> classes, ClassificationFigures figures)
    {
        Sum(terminal, counted, figures);
        ByClass(terminal, "pixels", classes, figures);
    }

    private static void Sum(Terminal terminal, string counted, ClassificationFigures figures)
    {
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Counted} {counted}: overall accuracy {100 * figures.OverallAccuracy:0.00} %, kappa {figures.Kappa:0.000;-0.000;0.000}, "
            + $"mean F1 {100 * figures.MeanF1:0.00} %, mean IoU {100 * figures.MeanIntersectionOverUnion:0.00} %"));
        if (figures.Convention is { } convention)
        {
            terminal.Say(convention);
        }
    }

    private static void ByClass(Terminal terminal, string counted, IReadOnlyList<string> classes, ClassificationFigures figures)
    {
        var isNarrow = classes.Count <= WidestConfusion;
        var table = new Table().AddColumn(isNarrow ? "actual \\ predicted" : "class");
        foreach (var name in classes.Where(_ => isNarrow))
        {
            table.AddColumn(name.EscapeMarkup());
        }

        table.AddColumns(counted, "precision %", "recall %", "F1 %", "IoU %");
        foreach (var (c, name) in classes.Index())
        {
            table.AddRow(
            [
                name.EscapeMarkup(),
                .. figures.Confusion[c].Where(_ => isNarrow).Select(n => n.ToString(CultureInfo.InvariantCulture)),
                figures.Confusion[c].Sum().ToString(CultureInfo.InvariantCulture),
                .. Cells(figures.OfClass(c)),
            ]);
        }

        terminal.Show(table);
    }

    private static string[] Cells(ClassFigures figures) =>
        [.. new[] { figures.Precision, figures.Recall, figures.F1, figures.IntersectionOverUnion }.Select(JobConsole.Percent)];
}
