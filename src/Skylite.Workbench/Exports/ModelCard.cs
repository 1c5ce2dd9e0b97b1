using System.Globalization;
using System.Text;
using Skylite.Graphs;
using Skylite.Graphs.Cost;
using Skylite.Inference.Scenes;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Workbench.Exports;

/// <summary>A model card in Markdown: what the model is, what it takes, what it answers, where it comes from.</summary>
/// <remarks>Mitchell et al. 2019, <i>Model Cards for Model Reporting</i>; figures stand in a run's report, not here.</remarks>
public static class ModelCard
{
    /// <summary>Writes the card.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="facts">What it says about itself.</param>
    /// <param name="file">Its file.</param>
    public static string Make(Graph graph, ModelFacts facts, string file)
    {
        var cost = CostReport.Of(graph, new CostOptions { InputShapes = InputShapes.Of(graph, new Dictionary<string, Shape>()) });
        var (form, history) = (facts.Preprocessing, facts.Provenance);
        var card = new StringBuilder();
        void Line(FormattableString text) => card.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# {Path.GetFileNameWithoutExtension(file)}\n");
        Line($"| | |\n|---|---|");
        Line($"| task | {ModelTasks.Id(facts.Task)} |");
        Line($"| architecture | {history.Architecture} |");
        Line($"| parameters | {cost.Parameters:N0} |");
        Line($"| multiply-accumulates for a tile | {cost.Macs:N0} |");
        Line($"| file | {Path.GetFileName(file)}, {new FileInfo(file).Length:N0} bytes, ONNX operator set {graph.Opset} |");
        Line($"| SHA-256 | {StartingModel.Checksum(file)} |");
        Line($"| written by | Skylite {history.Version} |\n");
        Line($"## Input\n");
        Line($"{InputShapes.Fed(graph).Count()} image(s) of {form.Bands.Count} bands, tiles of {form.Height} × {form.Width} pixels{(facts.Overlap is { } overlap ? FormattableString.Invariant($" that overlap by {100 * overlap:0.#} %") : string.Empty)}{(facts.GroundSize is { } side ? FormattableString.Invariant($", {side} m a pixel") : string.Empty)}, units: {form.Units}.");
        Line($"Value of the network: (raw · {form.Scale} − mean) / standard deviation.{(form.NoData is { } noData ? FormattableString.Invariant($" Raw {noData} marks missing pixels.") : string.Empty)}\n");
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
            Line($"| {i} | {facts.Classes[i]} | {(facts.ClassColors.Count > 0 ? facts.ClassColors[i] : "–")} | {(facts.ClassValues.Count > 0 ? facts.ClassValues[i] : i)} |");
        }

        Line($"\n## History\n");
        Line($"Data: {history.Dataset ?? "unknown"}{(history.SplitChecksum is { } split ? $", split {split}" : string.Empty)}.\n");
        foreach (var step in history.Steps)
        {
            Line($"- {step}");
        }

        return card.ToString();
    }
}
