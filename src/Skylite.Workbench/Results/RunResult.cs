using System.Text.Json;
using System.Text.Json.Serialization;
using Skylite.Workbench.Benchmarks;
using Skylite.Workbench.Machines;
using Skylite.Workbench.Runs;
using Skylite.Zoo;

namespace Skylite.Workbench.Results;

/// <summary>What came out of a run, with everything that is needed to judge and repeat it. Stored as <c>result.json</c>.</summary>
public sealed record RunResult
{
    /// <summary><c>train</c> or <c>compress</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What the models do; in results of earlier versions, which knew scenes only, it is not there.</summary>
    public string? Task { get; init; }

    /// <summary>What the models do.</summary>
    [JsonIgnore]
    public ModelTask TaskOrScenes => Task is null ? ModelTask.SceneClassification : ModelTasks.Find(Task);

    /// <summary>The command that made it.</summary>
    public required string Command { get; init; }

    /// <summary>The seed of split, initialisation, order and augmentation.</summary>
    public required int Seed { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Seconds that the whole run took.</summary>
    public required double Seconds { get; init; }

    /// <summary>The computer it ran on.</summary>
    public required Machine Machine { get; init; }

    /// <summary>Versions of Skylite and the engines.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>Folder of the data set.</summary>
    public required string Data { get; init; }

    /// <summary>Checksum of the split.</summary>
    public required string SplitChecksum { get; init; }

    /// <summary>
    /// Whether the parent of a compression was trained with this split too, so that no step has seen
    /// what tests; <see langword="null"/> for trainings, and where the parent does not say.
    /// </summary>
    public bool? IsParentsSplit { get; init; }

    /// <summary>Names of the classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The models, from the parent to the result.</summary>
    public required IReadOnlyList<StageResult> Stages { get; init; }

    /// <summary>Times of all stages by name, measured by turns; speed-ups are against the first.</summary>
    public IReadOnlyList<BenchmarkRow> Benchmark { get; init; } = [];

    /// <summary>The layers of the first and the last model.</summary>
    public IReadOnlyList<LayerFigures> Layers { get; init; } = [];

    /// <summary>Some test images and what the models say about them.</summary>
    public IReadOnlyList<SampleFigures> Samples { get; init; } = [];

    /// <summary>Some test tiles with maps of the first and the last model, where pixels are classified.</summary>
    public IReadOnlyList<MapSample> Maps { get; init; } = [];

    /// <summary>Seams of the first and the last model, where pixels are classified and the networks can be computed at a larger size.</summary>
    public IReadOnlyList<SeamFigures> Seams { get; init; } = [];

    /// <summary>The colours of the classes in maps as <c>#rrggbb</c>; empty where scenes are classified.</summary>
    public IReadOnlyList<string> ClassColors { get; init; } = [];

    /// <summary>Images that could not be read and were left out.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>Reads the result of a finished run.</summary>
    /// <exception cref="FileNotFoundException">There is no finished run.</exception>
    /// <exception cref="InvalidDataException">The file is not a result.</exception>
    public static RunResult Read(RunFolder folder)
    {
        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllText(folder.Result), WorkbenchJson.Default.RunResult)
                ?? throw new JsonException("it is empty");
            // Lists that a file leaves out are read as nothing.
            return read with
            {
                Benchmark = read.Benchmark ?? [],
                Layers = read.Layers ?? [],
                Samples = read.Samples ?? [],
                Skipped = read.Skipped ?? [],
                Maps = read.Maps ?? [],
                Seams = read.Seams ?? [],
                ClassColors = read.ClassColors ?? [],
            };
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{folder.Result}' is not the result of a run: {e.Message}", e);
        }
    }

    /// <summary>Writes the result; its presence says that the run is finished.</summary>
    public void Write(RunFolder folder) =>
        AtomicFile.WriteAllText(folder.Result, JsonSerializer.Serialize(this, WorkbenchJson.Default.RunResult));
}
