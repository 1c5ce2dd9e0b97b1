using Skylite.Imagery;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Tasks;

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
        Assert.Contains("adamw", Refused(() => new TrainingSettings { Optimizer = "adamm" }), StringComparison.Ordinal);
        Assert.Contains("cosine", Refused(() => new TrainingSettings { Schedule = "cosin" }), StringComparison.Ordinal);
        Assert.Contains("quarter-turns", Refused(() => new TrainingSettings { Augmentations = ["quarter-turn"] }), StringComparison.Ordinal);
        Assert.Contains("epochs", Refused(() => new TrainingSettings { Epochs = 0 }), StringComparison.Ordinal);
        Assert.Contains("step", Refused(() => new TrainingSettings { BatchSize = -1 }), StringComparison.Ordinal);
        Assert.Contains("learning rate", Refused(() => new TrainingSettings { LearningRate = double.NaN }), StringComparison.Ordinal);
    }

    [Fact]
    public void Strengths_and_limits_of_a_training_that_would_do_nothing_or_harm_are_refused()
    {
        Assert.Contains("weight decay", Refused(() => new TrainingSettings { WeightDecay = -1 }), StringComparison.Ordinal);
        Assert.Contains("smoothing", Refused(() => new TrainingSettings { LabelSmoothing = -0.1 }), StringComparison.Ordinal);
        Assert.Contains("smoothing", Refused(() => new TrainingSettings { LabelSmoothing = 1 }), StringComparison.Ordinal);
        Assert.Contains("mixup", Refused(() => new TrainingSettings { Mixup = -0.5 }), StringComparison.Ordinal);
        Assert.Contains("average", Refused(() => new TrainingSettings { Average = 1 }), StringComparison.Ordinal);
        Assert.Contains("gradient", Refused(() => new TrainingSettings { GradientClip = -1 }), StringComparison.Ordinal);
        Assert.Contains("validation", Refused(() => new TrainingSettings { Patience = 0 }), StringComparison.Ordinal);
        Assert.Contains("minutes", Refused(() => new TrainingSettings { Minutes = 0 }), StringComparison.Ordinal);
        Assert.Equal(0, new TrainingSettings { WeightDecay = 0, Mixup = 0, LabelSmoothing = 0 }.Mixup);
    }

    [Fact]
    public void A_teacher_gets_its_own_normalisation_of_the_pixels_that_the_student_sees()
    {
        var student = Preprocessing.ImageNet(32, 32);
        var teacher = student with { Scale = 1, Mean = [120, 110, 100], StandardDeviation = [60, 50, 40] };
        Assert.Null(TeacherInput.Of(student, student with { Height = 64 }));
        var conversion = TeacherInput.Of(student, teacher)!;
        foreach (var raw in new[] { 0f, 77f, 255f })
        {
            for (var b = 0; b < 3; b++)
            {
                var seen = ((raw * student.Scale) - student.Mean[b]) / student.StandardDeviation[b];
                Assert.Equal((raw - teacher.Mean[b]) / teacher.StandardDeviation[b], (seen * conversion.Factors[b]) + conversion.Shifts[b], 1e-4f);
            }
        }
    }

    [Fact]
    public void Names_and_ranges_of_a_step_are_checked_when_it_is_described()
    {
        Assert.Contains("uniform", Refused(() => new PruneStep { Scope = "unifrom" }), StringComparison.Ordinal);
        Assert.Contains("cubic", Refused(() => new PruneStep { Schedule = "cubik" }), StringComparison.Ordinal);
        Assert.Contains("rounds", Refused(() => new PruneStep { Rounds = 0 }), StringComparison.Ordinal);
        Assert.Contains("prune", Refused(() => new PruneStep { Ratio = 0 }), StringComparison.Ordinal);
        Assert.Contains("entropy, best", Refused(() => new QuantizeStep { Calibration = "maximum" }), StringComparison.Ordinal);
        Assert.Contains("the best of all calibrations on 128", new QuantizeStep { Calibration = "best" }.Describe(), StringComparison.Ordinal);
        Assert.Contains("calibrate", Refused(() => new QuantizeStep { Images = 0 }), StringComparison.Ordinal);
        Assert.Contains("batches", Refused(() => new ReestimateBatchNormStep { Batches = 0 }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_network_or_a_missing_file_is_found_before_any_work()
    {
        var options = new TrainOptions { Model = "resnet81", Data = new DataOptions { Directory = "nowhere" }, Run = new RunOptions { Out = "nowhere" } };
        Assert.Contains("resnet18", Refused(() => StartingModel.Check(options)), StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => StartingModel.Check(options with { Model = "missing.onnx" }));
        Assert.Throws<FileNotFoundException>(() => StartingModel.Check(options with { Model = "lenet", Weights = "missing.pth" }));
        Assert.Throws<FileNotFoundException>(() =>
            StartingModel.Check(options with { Model = "lenet", Distillation = new DistillationSettings("missing.onnx") }));
        Assert.Contains(
            "--classes",
            Refused(() => StartingModel.Check(options with { Model = "lenet", Import = new ImportOptions { Classes = 9 } })),
            StringComparison.Ordinal);
        StartingModel.Check(options with { Model = "resnet18-0.25" });
    }

    private static string Refused(Action make) => Assert.Throws<ArgumentException>(make).Message;

    private static string Refused(Func<object> make) => Assert.Throws<ArgumentException>(make).Message;
}
