using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Scenes;

namespace Skylite.Tests.Workbench;

public class SettingsTests
{
    [Fact]
    public void Normalisations_are_found_by_name_and_nearest_names_are_suggested()
    {
        Assert.All(Normalization.All, n => Assert.Same(n, Normalization.Find(n.Id)));
        Assert.Contains("imagenet", Assert.Throws<ArgumentException>(() => Normalization.Find("image-net")).Message, StringComparison.Ordinal);
        Assert.Contains("symmetric", Assert.Throws<ArgumentException>(() => Normalization.Find("symetric")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_ranges_of_a_training_are_checked_when_it_is_described()
    {
        Assert.Contains("adamw", Refused(() => new TrainingSettings { Optimizer = "adam" }), StringComparison.Ordinal);
        Assert.Contains("cosine", Refused(() => new TrainingSettings { Schedule = "cosin" }), StringComparison.Ordinal);
        Assert.Contains("quarter-turns", Refused(() => new TrainingSettings { Augmentations = ["quarter-turn"] }), StringComparison.Ordinal);
        Assert.Contains("epochs", Refused(() => new TrainingSettings { Epochs = 0 }), StringComparison.Ordinal);
        Assert.Contains("step", Refused(() => new TrainingSettings { BatchSize = -1 }), StringComparison.Ordinal);
        Assert.Contains("learning rate", Refused(() => new TrainingSettings { LearningRate = double.NaN }), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_ranges_of_a_step_are_checked_when_it_is_described()
    {
        Assert.Contains("uniform", Refused(() => new PruneStep { Scope = "unifrom" }), StringComparison.Ordinal);
        Assert.Contains("cubic", Refused(() => new PruneStep { Schedule = "cubik" }), StringComparison.Ordinal);
        Assert.Contains("rounds", Refused(() => new PruneStep { Rounds = 0 }), StringComparison.Ordinal);
        Assert.Contains("prune", Refused(() => new PruneStep { Ratio = 0 }), StringComparison.Ordinal);
        Assert.Contains("calibrate", Refused(() => new QuantizeStep { Images = 0 }), StringComparison.Ordinal);
        Assert.Contains("batches", Refused(() => new ReestimateBatchNormStep { Batches = 0 }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_network_or_a_missing_file_is_found_before_any_work()
    {
        var options = new TrainOptions { Model = "resnet81", Data = new SceneDataOptions { Directory = "nowhere" }, Run = new RunOptions { Out = "nowhere" } };
        Assert.Contains("resnet18", Refused(() => StartingModel.Check(options)), StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => StartingModel.Check(options with { Model = "missing.onnx" }));
        Assert.Throws<FileNotFoundException>(() => StartingModel.Check(options with { Model = "lenet", Weights = "missing.pth" }));
        Assert.Throws<FileNotFoundException>(() => StartingModel.Check(options with { Model = "lenet", Distillation = new DistillationSettings("missing.onnx") }));
        StartingModel.Check(options with { Model = "resnet18-0.25" });
    }

    private static string Refused(Action make) => Assert.Throws<ArgumentException>(make).Message;

    private static string Refused(Func<object> make) => Assert.Throws<ArgumentException>(make).Message;
}
