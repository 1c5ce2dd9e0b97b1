using Skylite.Compression.Distillation;
using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Training;

public sealed class DistillationTests
{
    private static readonly float[] StudentLogits = [1, 2, 0, -1, 0.5f, 0, 1, 2];
    private static readonly float[] TeacherLogits = [2, 0, 1, 1, -1, 1, 0, 3];

    // PyTorch 1.13: 0.3 · cross_entropy + 0.7 · 16 · kl_div(log_softmax(s / 4), softmax(t / 4), 'batchmean').
    [Fact]
    public void Soft_targets_weigh_labels_and_teacher_as_hinton_does()
    {
        using var scope = new TensorScope();
        var teacher = Echo(2, 3);
        using var loss = new DistillationLoss(teacher, new DistillationOptions { Temperature = 4, Alpha = 0.7 });
        var student = TorchTensor.From<float>([1, 2, 3, 0, 0, 5], 2, 3);
        var input = TorchTensor.From<float>([3, 1, 0, 1, 0, 2], 2, 3);

        var value = loss.Bind(teacher).Compute(new LossInputs([student, student], [input], new LossTargets(TorchTensor.From<long>([2, 0], 2)))).Item();

        Assert.Equal(2.132025957, value, 1e-5);
    }

    // PyTorch 1.13, on two classes at 2 × 2 pixels of which the third has no class: the formulas of the three papers written out, T = 4, α = 0.7, and
    // the gradient by the first and the third logit of the first class.
    [Theory]
    [InlineData("soft-target", 0.7210375071, -0.1758587, 0.0)]
    [InlineData("channel-wise", 0.9174989462, -0.1403387, 0.0)]
    [InlineData("attention-transfer", 0.5121011138, -0.1598147, 0.0)]
    [InlineData("soft-target+attention-transfer", 0.2649592459 + (0.7 * (0.6515403390 + 0.3530597985)), null, null)]
    public void Every_way_of_distilling_pixels_computes_what_its_paper_says(string kinds, double expected, double? first, double? third)
    {
        using var scope = new TensorScope();
        var teacher = Echo(1, 2, 2, 2);
        var options = new DistillationOptions
        {
            Kinds = DistillationCatalogue.Named(kinds, kinds.Contains("attention", StringComparison.Ordinal) ? [new("x", "x")] : null),
        };
        using var loss = new DistillationLoss(teacher, options);
        var bound = loss.Bind(teacher);
        var student = TorchTensor.From<float>(StudentLogits, 1, 2, 2, 2);
        student.RequiresGrad = true;
        var labels = TorchTensor.From<long>([0, 1, -100, 1], 1, 2, 2);

        var value = bound.Compute(new LossInputs(
            [.. bound.Reads.Select(_ => student)], [TorchTensor.From<float>(TeacherLogits, 1, 2, 2, 2)], new LossTargets(labels)));
        value.Backward();

        Assert.Equal(expected, value.Item(), 1e-5);
        var gradient = student.Grad!.ToArray<float>();
        Assert.Equal(first ?? gradient[0], gradient[0], 1e-5);
        Assert.Equal(third ?? gradient[2], gradient[2], 1e-5);
    }

    [Fact]
    public void Every_way_of_distilling_is_in_the_catalogue() => Assert.Equal(
        typeof(IDistillation).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IDistillation))).OrderBy(t => t.Name),
        DistillationCatalogue.All.Select(d => d.GetType()).OrderBy(t => t.Name));

    [Fact]
    public void Attention_is_compared_at_the_last_value_of_each_size_of_image()
    {
        var options = new ModelOptions { Classes = 2 }.WithSize(32);
        var (teacher, student) =
            (Models.Build("unet", options with { WidthMultiplier = 0.125 }), Models.Build("light-unet", options with { WidthMultiplier = 0.25 }));

        var pairs = ValuePairing.AtEachScale(teacher, student);

        Assert.Equal([16, 8, 4, 2], pairs.Select(p => teacher.Values[p.Teacher].Shape![2].Length));
        Assert.Equal([16, 8, 4, 2], pairs.Select(p => student.Values[p.Student].Shape![2].Length));
        // The head computes the logits of four pixels in one, which DepthToSpace spreads: logits all the same.
        Assert.DoesNotContain(pairs, p => p.Student == Classifier.LogitsOf(student).Name || p.Student == Classifier.LogitsOf(student).Producer!.Input(0).Name);
    }

    [Fact]
    public void Scenes_have_no_maps_to_distil_channel_by_channel()
    {
        using var loss = new DistillationLoss(TinyNetwork.Build(), new DistillationOptions { Kinds = [new ChannelWise()] });
        var error = Assert.Throws<InvalidDataException>(() =>
            new Trainer(TinyNetwork.Build(), loss, new RandomScenes(6, 6), null, new TrainerOptions { Epochs = 1 }).Run());
        Assert.Contains("soft-target", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_ways_and_values_are_named_with_the_nearest()
    {
        Assert.Contains("channel-wise", Assert.Throws<ArgumentException>(() => DistillationCatalogue.Named("channelwise")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DistillationCatalogue.Named("soft-target", [new("a", "b")]));
        var attention = new AttentionTransfer { Values = [new("stem.relu", "stem.rely")] };
        Assert.Contains(
            "student", Assert.Throws<ArgumentException>(() => attention.Pairs(Named("stem.relu"), Named("stem.relu"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_student_comes_close_to_its_teacher()
    {
        var data = new RandomScenes(30, 6);
        var teacher = new Trainer(TinyNetwork.Build(), new CrossEntropyLoss(), data, null, new TrainerOptions { Epochs = 4, LearningRate = 0.02 }).Run().Best;
        using var loss = new DistillationLoss(teacher, new DistillationOptions { Alpha = 1 });

        var history = new Trainer(TinyNetwork.Build(seed: 9, width: 4), loss, data, null, new TrainerOptions { Epochs = 6, LearningRate = 0.02 }).Run().History;

        Assert.True(history[^1].TrainingLoss < 0.4 * history[0].TrainingLoss, $"{history[0].TrainingLoss} → {history[^1].TrainingLoss}");
    }

    [Fact]
    public void Other_classes_are_refused()
    {
        using var loss = new DistillationLoss(TinyNetwork.Build(classes: 4));

        var error = Assert.Throws<InvalidDataException>(() =>
            new Trainer(TinyNetwork.Build(classes: 3), loss, new RandomScenes(6, 6), null, new TrainerOptions { Epochs = 1 }).Run());
        Assert.Contains("same classes", error.Message, StringComparison.Ordinal);
    }

    private static Graph Echo(params long[] shape)
    {
        var graph = new Graph("echo");
        graph.AddOutput(graph.Apply("Identity", "same", graph.AddInput("x", ElementType.Float, Shape.Of(shape))));
        return graph;
    }

    private static Graph Named(string value)
    {
        var graph = new Graph("named");
        graph.AddOutput(graph.AddInput(value, ElementType.Float, Shape.Of(1, 2, 2, 2)));
        return graph;
    }
}
