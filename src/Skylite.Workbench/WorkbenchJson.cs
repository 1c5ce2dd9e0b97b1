using System.Text.Json.Serialization;
using Skylite.Workbench.Benchmarks;

namespace Skylite.Workbench;

/// <summary>How the workbench's results are written as JSON.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BenchmarkRow[]))]
public sealed partial class WorkbenchJson : JsonSerializerContext;
