using Skylite.Workbench.Results;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Cli;

/// <summary>The figures of quality that matter for a task: columns of the table that lays models side by side.</summary>
/// <param name="Heading">What stands above the column.</param>
/// <param name="Cell">The figure of a model.</param>
internal sealed record QualityColumn(string Heading, Func<StageResult, string> Cell)
{
    /// <summary>The columns for a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="classes">Number of its classes.</param>
    public static IReadOnlyList<QualityColumn> Of(ModelTask task, int classes)
    {
        var selection = TaskFacts.SelectionOf(task, classes);
        QualityColumn validation = new($"val {selection.Name} %", stage => JobConsole.Percent(stage.Validation?.By(selection)));
        QualityColumn accuracy = Test("test OA %", t => t.OverallAccuracy);
        QualityColumn f1 = Test("mean F1 %", t => t.MeanF1);
        QualityColumn kappa = new("kappa", stage => JobConsole.Number(stage.Test?.Kappa, "0.000"));
        return (task, classes) switch
        {
            (ModelTask.SceneClassification, _) => [validation with { Heading = "val OA %" }, accuracy, kappa, f1],
            (ModelTask.ChangeDetection, 2) =>
            [
                validation, Test("test F1 of change %", t => t.F1[1]), Test("precision %", t => t.Precision[1]), Test("recall %", t => t.Recall[1]),
                Test("IoU of change %", t => t.IntersectionOverUnion[1]), accuracy with { Heading = "OA %" },
            ],
            _ => [validation, Test("test mean IoU %", t => t.MeanIntersectionOverUnion), f1, accuracy with { Heading = "OA %" }, kappa],
        };
    }

    private static QualityColumn Test(string heading, Func<ClassificationFigures, double?> figure) =>
        new(heading, stage => JobConsole.Percent(stage.Test is { } test ? figure(test) : null));
}
