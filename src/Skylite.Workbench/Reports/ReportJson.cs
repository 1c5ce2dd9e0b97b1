using System.Text.Json.Serialization;

namespace Skylite.Workbench.Reports;

/// <summary>The JSON forms of report parts, as runs keep them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ReportModel))]
[JsonSerializable(typeof(ModelRow))]
[JsonSerializable(typeof(IReadOnlyList<LayerRow>))]
[JsonSerializable(typeof(ConfusionTable))]
[JsonSerializable(typeof(TrainingCurve))]
[JsonSerializable(typeof(SamplePrediction))]
[JsonSerializable(typeof(CertificateRow))]
[JsonSerializable(typeof(CommandRow))]
[JsonSerializable(typeof(FactRow))]
[JsonSerializable(typeof(ChartData))]
public sealed partial class ReportJson : JsonSerializerContext;
