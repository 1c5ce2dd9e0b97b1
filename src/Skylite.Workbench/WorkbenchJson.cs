using System.Text.Json;
using System.Text.Json.Serialization;
using Skylite.Workbench.Benchmarks;
using Skylite.Workbench.Models;

namespace Skylite.Workbench;

/// <summary>How the workbench's results are written as JSON.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BenchmarkRow[]))]
[JsonSerializable(typeof(LayerTimes[]))]
[JsonSerializable(typeof(Provenance))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(Runs.StepRecord))]
[JsonSerializable(typeof(Jobs.TrainingSettings))]
[JsonSerializable(typeof(ImportOptions))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
[JsonSerializable(typeof(Inspection.ModelInspection))]
[JsonSerializable(typeof(Results.RunResult))]
[JsonSerializable(typeof(Results.StageResult))]
[JsonSerializable(typeof(Results.EvalFigures))]
[JsonSerializable(typeof(Machines.Diagnosis))]
[JsonSerializable(typeof(Budgets.LatencyTable))]
[JsonSerializable(typeof(Results.PruneFigures))]
[JsonSerializable(typeof(Results.SensitivityFigures))]
[JsonSerializable(typeof(Inspection.ModelCheck))]
[JsonSerializable(typeof(Inspection.ChannelInspection))]
[JsonSerializable(typeof(Results.InferFigures))]
[JsonSerializable(typeof(Runs.SceneJournalEntry))]
[JsonSerializable(typeof(Datasets.SynthesizeFigures))]
[JsonSerializable(typeof(Datasets.DatasetInspection))]
[JsonSerializable(typeof(Previews.PreviewFigures))]
[JsonSerializable(typeof(Reports.ReportFile))]
public sealed partial class WorkbenchJson : JsonSerializerContext
{
    /// <summary>The same on one line, for texts inside a model's metadata.</summary>
    public static WorkbenchJson Compact => field ??= new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!) { WriteIndented = false });
}
