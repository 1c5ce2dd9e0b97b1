using Skylite.Workbench.Results;

namespace Skylite.Cli;

/// <summary>A figure of quality as a column of the table that lays models side by side.</summary>
/// <param name="Heading">What stands above the column.</param>
/// <param name="Cell">The figure of a model.</param>
internal sealed record QualityColumn(string Heading, Func<StageResult, string> Cell)
{
    /// <summary>The columns for a run: the figure that chooses on validation, then all figures on test.</summary>
    public static IReadOnlyList<QualityColumn> Of(RunResult run)
    {
        var figures = QualityFigure.For(run.TaskOrScenes, run.Classes.Count);
        return
        [
            new($"val {figures[0].ShortName} %", stage => Text(figures[0], stage.Validation)),
            .. figures.Select((f, i) => new QualityColumn(HeadingOf(f, i), stage => Text(f, stage.Test))),
        ];
    }

    private static string HeadingOf(QualityFigure figure, int place) =>
        (place == 0 ? "test " : string.Empty) + figure.ShortName + (figure.IsShare ? " %" : string.Empty);

    private static string Text(QualityFigure figure, ClassificationFigures? figures)
    {
        var value = figures is null ? null : figure.Of(figures);
        return figure.IsShare ? JobConsole.Percent(value) : JobConsole.Number(value, "0.000");
    }
}
