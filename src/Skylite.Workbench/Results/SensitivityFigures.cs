using System.Text.Json;
using System.Text.Json.Serialization;
using Skylite.Compression.Pruning.Allocation;
using Skylite.Training.Metrics;

namespace Skylite.Workbench.Results;

/// <summary>What <c>skylite sensitivity</c> measured.</summary>
public sealed record SensitivityFigures
{
    /// <summary>Name of the file in the run's folder.</summary>
    public const string FileName = "sensitivity.json";

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of the model's file.</summary>
    public required string Checksum { get; init; }

    /// <summary>Checksum of the split whose validation images were used.</summary>
    public required string SplitChecksum { get; init; }

    /// <summary>How many validation images.</summary>
    public required int Images { get; init; }

    /// <summary>Which channels went first.</summary>
    public required string Criterion { get; init; }

    /// <summary>Seed of the choice of images.</summary>
    public required int Seed { get; init; }

    /// <summary>Shares tried.</summary>
    public required IReadOnlyList<double> Ratios { get; init; }

    /// <summary>Id of the figure that was measured; <see langword="null"/> in files of earlier versions, which measured overall accuracy.</summary>
    public string? Figure { get; init; }

    /// <summary>What people call the figure.</summary>
    [JsonIgnore]
    public string FigureName => SelectionFigure.All.FirstOrDefault(f => f.Id == Figure)?.Name ?? SelectionFigure.OverallAccuracy.Name;

    /// <summary>The figure without removal.</summary>
    public required double Baseline { get; init; }

    /// <summary>The groups measured so far.</summary>
    public IReadOnlyList<GroupSensitivity> Groups { get; init; } = [];

    /// <summary>Whether all groups are measured.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The command as the user gave it.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>Reads what was measured.</summary>
    /// <param name="path">The file, or the run's folder.</param>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="InvalidDataException">It cannot be read, or not all groups are measured yet.</exception>
    public static SensitivityFigures Load(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        var figures = Read(file)
            ?? throw new FileNotFoundException($"'{path}' holds no {FileName}. Make one with 'skylite sensitivity MODEL --data DIR --out RUN'.", file);
        return figures.IsComplete
            ? figures
            : throw new InvalidDataException(
                $"'{file}' is of an interrupted measurement: run the same 'skylite sensitivity' again, it goes on with the group that is missing.");
    }

    /// <summary>Reads a file that may be of an interrupted measurement.</summary>
    /// <returns>The figures, or <see langword="null"/> when the file is not there.</returns>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public static SensitivityFigures? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), WorkbenchJson.Default.SensitivityFigures);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{file}' is not what 'skylite sensitivity' writes: {e.Message}", e);
        }
    }

    /// <summary>Keeps the figures.</summary>
    public void Save(string file) => AtomicFile.WriteAllText(file, JsonSerializer.Serialize(this, WorkbenchJson.Default.SensitivityFigures));

    /// <summary>Whether other figures are of the same measurement, so that their groups can be taken over.</summary>
    public bool IsSameMeasurement(SensitivityFigures other) =>
        Checksum == other.Checksum && SplitChecksum == other.SplitChecksum && Images == other.Images
            && Criterion == other.Criterion && Seed == other.Seed && Ratios.SequenceEqual(other.Ratios);

    /// <summary>Loss of accuracy by share removed, by name of the group.</summary>
    public IReadOnlyDictionary<string, SensitivityCurve> Curves() =>
        Groups.ToDictionary(g => g.Name, g => new SensitivityCurve([.. g.Points.Select(p => (p.Ratio, Baseline - p.Accuracy))]), StringComparer.Ordinal);
}
