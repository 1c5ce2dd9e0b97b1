using Skylite.Compression.Distillation;
using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Training;
using Skylite.Training.Losses;

namespace Skylite.Tests.Native.Training;

public sealed class DistillationTests
{
    // PyTorch 1.13: 0.3 · cross_entropy + 0.7 · 16 · kl_div(log_softmax(s / 4), softmax(t / 4), 'batchmean').
    [Fact]
    public void Soft_targets_weigh_labels_and_teacher_as_hinton_does()
    {
        using var scope = new TensorScope();
        var teacher = new Graph("teacher");
        var x = teacher.AddInput("x", ElementType.Float, Shape.Of(2, 3));
        teacher.AddOutput(teacher.Apply("Identity", "same", x));
        using var loss = new SoftTargetLoss(teacher, new SoftTargetOptions { Temperature = 4, Alpha = 0.7 });
        var student = TorchTensor.From<float>([1, 2, 3, 0, 0, 5], 2, 3);
        var input = TorchTensor.From<float>([3, 1, 0, 1, 0, 2], 2, 3);

        var value = loss.Compute(new LossInputs([student, student], [input], new LossTargets(TorchTensor.From<long>([2, 0], 2)))).Item();

        Assert.Equal(2.132025957, value, 1e-5);
    }

    [Fact]
    public void A_student_comes_close_to_its_teacher()
    {
        var data = new RandomScenes(30, 6);
        var teacher = new Trainer(TinyNetwork.Build(), new CrossEntropyLoss(), data, null, new TrainerOptions { Epochs = 4, LearningRate = 0.02 }).Run().Best;
        using var loss = new SoftTargetLoss(teacher, new SoftTargetOptions { Alpha = 1 });

        var history = new Trainer(TinyNetwork.Build(seed: 9, width: 4), loss, data, null, new TrainerOptions { Epochs = 6, LearningRate = 0.02 }).Run().History;

        Assert.True(history[^1].TrainingLoss < 0.4 * history[0].TrainingLoss, $"{history[0].TrainingLoss} → {history[^1].TrainingLoss}");
    }

    [Fact]
    public void Other_classes_are_refused()
    {
        using var loss = new SoftTargetLoss(TinyNetwork.Build(classes: 4));

        var error = Assert.Throws<InvalidDataException>(() =>
            new Trainer(TinyNetwork.Build(classes: 3), loss, new RandomScenes(6, 6), null, new TrainerOptions { Epochs = 1 }).Run());
        Assert.Contains("same classes", error.Message, StringComparison.Ordinal);
    }
}
