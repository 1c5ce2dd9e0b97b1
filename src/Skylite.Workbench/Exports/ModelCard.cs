using System.Globalization;
using System.Text;
using Skylite.Graphs;
using Skylite.Graphs.Cost;
using Skylite.Inference.Scenes;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Zoo;

namespace Skylite.Workbench.Exports;

/// <summary>A model card in Markdown: what the model is, what it takes, what it answers, how well, where it comes from.</summary>
/// <remarks>Mitchell et al. 2019, <i>Model Cards for Model Reporting</i>.</remarks>
public static class ModelCard
{
    /// <summary>Writes the card.</summary>
    /// <param name="model">The model; figures are those of the run that lies beside it.</param>
    public static string Make(DescribedModel model)
    {
        var (graph, facts, file) = model;
        var cost = CostReport.Of(graph, new CostOptions { InputShapes = InputShapes.Of(graph, new Dictionary<string, Shape>()) });
        var (form, history) = (facts.Preprocessing, facts.Provenance);
        var card = new StringBuilder();
        void Line(FormattableString text) => card.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# {model.Name}\n");
        Line($"| | |\n|---|---|");
        Line($"| task | {ModelTasks.Id(facts.Task)} |");
        Line($"| architecture | {history.Architecture} |");
        Line($"| parameters | {cost.Parameters:N0} |");
        Line($"| multiply-accumulates for a tile | {cost.Macs:N0} |");
        Line($"| file | {Path.GetFileName(file)}, {ModelFile.Bytes(file):N0} bytes, ONNX operator set {graph.Opset} |");
        Line($"| SHA-256 | {FileChecksum.Of(file)} |");
        Line($"| written by | Skylite {history.Version} |\n");
        Line($"## Input\n");
        var images = InputShapes.Fed(graph).Count();
        var overlapping = facts.Overlap is { } overlap ? Invariant($" that overlap by {100 * overlap:0.#} %") : string.Empty;
        var ground = facts.GroundSize is { } side ? Invariant($", {side} m a pixel") : string.Empty;
        var tiles = Invariant($"tiles of {form.Height} × {form.Width} pixels{overlapping}{ground}");
        Line($"{images} image(s) of {form.Bands.Count} bands, {tiles}, units: {form.Units}.");
        var missing = form.NoData is { } noData ? Invariant($" Raw {noData} marks missing pixels.") : string.Empty;
        Line($"Value of the network: (raw · {form.Scale} − mean) / standard deviation.{missing}\n");
        if (form.Matched is { } matched)
        {
            var aim = Invariant($"a mean of {matched.Mean} and a standard deviation of {matched.Deviation}");
            Line($"Every image, and each date by itself, is first brought to {aim} over all bands together (scaled values).\n");
        }

        Line($"| band | mean | standard deviation |\n|---|---|---|");
        for (var i = 0; i < form.Bands.Count; i++)
        {
            Line($"| {form.Bands[i]} | {form.Mean[i]} | {form.StandardDeviation[i]} |");
        }

        Line($"\n## Classes\n");
        var (answers, why) = AnswerKinds.Of(graph);
        Line($"It answers with {AnswerKinds.Id(answers)} ({why}).\n");
        Line($"| output | class | colour | value in maps |\n|---|---|---|---|");
        for (var i = 0; i < facts.Classes.Count; i++)
        {
            var (color, value) = (facts.ClassColors.Count > 0 ? facts.ClassColors[i] : "–", facts.ClassValues.Count > 0 ? facts.ClassValues[i] : i);
            Line($"| {i} | {facts.Classes[i]} | {color} | {value} |");
        }

        Figures(model, Line);
        Line($"\n## History\n");
        Line($"Data: {history.Dataset ?? "unknown"}{(history.SplitChecksum is { } split ? $", split {split}" : string.Empty)}.\n");
        foreach (var step in history.Steps)
        {
            Line($"- {step}");
        }

        if (model.Run is { } run)
        {
            var versions = string.Join(", ", run.Versions.Select(v => $"{v.Key} {v.Value}"));
            var machine = Invariant($"{run.Machine.Processor}, {run.Machine.Cores} cores");
            Line($"\nMade on {run.Started.UtcDateTime:yyyy-MM-dd} with seed {run.Seed} ({versions}; {machine}) by\n");
            Line($"    {run.Command}");
        }

        return card.ToString();
    }

    private static void Figures(DescribedModel model, Action<FormattableString> line)
    {
        if (model is not { Run: { } run, Stage: { Test: { } test } stage })
        {
            return;
        }

        var figures = QualityFigure.For(run.TaskOrScenes, run.Classes.Count);
        static string Text(QualityFigure figure, ClassificationFigures? of) =>
            (of is null ? null : figure.Of(of)) is not { } value
                ? "–"
                : Invariant(figure.IsShare ? $"{100 * value:0.00} %" : (FormattableString)$"{value:0.000}");
        static string Percent(double? share) => share is { } value ? Invariant($"{100 * value:0.00}") : "–";
        line($"\n## Figures\n");
        var parent = run.IsParentsSplit == false ? ", though its parent, which was trained with another split, may have" : string.Empty;
        var choice = !run.Stages.TakeWhile(s => s != stage).Append(stage).Any(s => s.IsTrained) ? "this run trained nothing and chose nothing by them"
            : stage.Validation is null ? "no part was kept to choose an epoch by"
            : $"{figures[0].Name} on validation chose the epoch";
        var convention = test.Convention is { } means ? $" Here {means}." : string.Empty;
        line($"Measured in ONNX Runtime on the parts of the split that this run did not train on{parent}; {choice}.{convention}\n");
        line($"| | validation | test |\n|---|---|---|");
        foreach (var figure in figures)
        {
            line($"| {figure.Name} | {Text(figure, stage.Validation)} | {Text(figure, test)} |");
        }

        if (test.IntersectionOverUnion.Count != run.Classes.Count)
        {
            return;
        }

        line($"\n| class, test | precision % | recall % | F1 % | IoU % |\n|---|---|---|---|---|");
        foreach (var (c, name) in run.Classes.Index())
        {
            var of = test.OfClass(c);
            line($"| {name} | {Percent(of.Precision)} | {Percent(of.Recall)} | {Percent(of.F1)} | {Percent(of.IntersectionOverUnion)} |");
        }
    }
}
