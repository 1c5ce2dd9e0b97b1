using Skylite.Imagery.Splits;
using Skylite.Imagery.Synthetic;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Workbench;

/// <summary>A tiny synthetic data set, a network trained on it for one epoch, and room for further runs.</summary>
public sealed class SmallRuns : IDisposable
{
    public const string Network = "resnet18-0.25";

    private readonly string _root = Directory.CreateTempSubdirectory("skylite-runs-").FullName;
    private readonly Lazy<RunResult> _trained;

    public SmallRuns()
    {
        Draw("scenes", 3, 12);
        _trained = new(() => TrainJob.Run(Train("trained")));
    }

    /// <summary>The result of one epoch of training, done when first asked for.</summary>
    public RunResult Trained => _trained.Value;

    public string Model => Trained.Stages.Count == 1 ? In("trained", "model.onnx") : throw new InvalidOperationException("a training has one stage");

    public static TrainingSettings OneEpoch { get; } = new() { Epochs = 1, BatchSize = 8, Workers = 1 };

    public string In(params string[] names) => Path.Combine([_root, .. names]);

    public void Draw(string folder, int classes, int images) => SyntheticDataset.Write(In(folder), new SyntheticDatasetOptions
    {
        ImagesPerClass = images,
        Scenes = new SyntheticOptions { Width = 32, Height = 32, Classes = [.. SceneClasses.All.Take(classes)] },
    });

    public DataOptions Data(string folder = "scenes") => new()
    {
        Directory = In(folder),
        Split = new SplitOptions { TrainShare = 0.75, ValidationShare = 0.3, Seed = 3 },
    };

    public TrainOptions Train(string name) => new()
    {
        Model = Network,
        Data = Data(),
        Training = OneEpoch,
        Run = Run(name, "skylite train"),
    };

    public CompressOptions Compress(string name, params IRecipeStep[] steps) => new()
    {
        Model = Model,
        Data = split => Data() with { Split = split! },
        Recipe = new Recipe(steps),
        Training = OneEpoch,
        Run = Run(name, "skylite compress"),
        BenchmarkTime = TimeSpan.FromMilliseconds(20),
    };

    private RunOptions Run(string name, string command) => new() { Out = In(name), Seed = 5, Threads = 1, Command = command };

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
