using Skylite.Compression.Distillation;
using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Imagery;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Workbench.Models;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>Learning from a teacher besides the labels.</summary>
/// <param name="Teacher">The teacher's ONNX file.</param>
public sealed record DistillationSettings(string Teacher)
{
    /// <summary>Id of the way in which the student is held against the teacher, or of several joined by <c>+</c>.</summary>
    public string Kind
    {
        get;
        init
        {
            DistillationCatalogue.Named(value);
            field = value;
        }
    }

    = "soft-target";

    /// <summary>Values that attention transfer compares; empty takes the last value of each size of image that both networks compute.</summary>
    public IReadOnlyList<ValuePair> Values { get; init; } = [];

    /// <summary>Temperature that softens both outputs, above 0.</summary>
    public double Temperature { get; init => field = SettingRanges.AboveZero(value, "temperature"); } = 4;

    /// <summary>Share of the teacher in the loss, 0 to 1; the labels have the rest.</summary>
    public double Alpha { get; init => field = SettingRanges.ShareOrAll(value, "teacher's share of the loss"); } = 0.7;

    /// <summary>Everything that decides what is learnt, the teacher's content included.</summary>
    public string Digest => Invariant(
        $"{ModelFile.Checksum(Teacher)} {Kind} {Temperature:R} {Alpha:R} {string.Join(' ', Values.Select(v => $"{v.Student}={v.Teacher}"))}");

    /// <summary>Refuses a teacher that does not fit, before any work is done for it.</summary>
    /// <param name="student">The network that is to learn from it.</param>
    /// <param name="data">What is learnt.</param>
    /// <exception cref="InvalidDataException">The teacher is for another task, other classes, other bands, or images of another size.</exception>
    public void Check(Graph student, ITaskData data)
    {
        using var loss = Over(new CrossEntropyLoss(), new InterpreterOptions(), data);
        loss.Bind(student);
    }

    /// <summary>The loss with this teacher; dispose it to free the teacher.</summary>
    /// <param name="labels">The loss on the labels.</param>
    /// <param name="student">How the student is computed; the teacher is computed alike.</param>
    /// <param name="data">What is learnt.</param>
    /// <exception cref="InvalidDataException">The teacher is for another task, other classes or other bands.</exception>
    public DistillationLoss Over(ILoss labels, InterpreterOptions student, ITaskData data)
    {
        var teacher = OnnxReader.Read(Teacher);
        var facts = ModelFacts.Read(teacher);
        Require(facts, data);
        Size(teacher, data.Preprocessing);
        TrainableAnswers.MakeLogits(teacher, Teacher);
        return new DistillationLoss(
            teacher,
            new DistillationOptions
            {
                Kinds = DistillationCatalogue.Named(Kind, Values),
                Temperature = Temperature,
                Alpha = Alpha,
                Labels = labels,
                Input = facts is null ? null : TeacherInput.Of(data.Preprocessing, facts.Preprocessing),
                Teacher = new InterpreterOptions { BFloat16Evaluation = student.BFloat16, ChannelsLast = student.ChannelsLast },
            });
    }

    // It sees the student's images, whatever size it was written for, and its values must have the sizes that they have then.
    private void Size(Graph teacher, Preprocessing form)
    {
        foreach (var input in InputShapes.Fed(teacher).Where(i => i.Shape is { Rank: 4 }))
        {
            input.Shape = new Shape(input.Shape![0], input.Shape[1], form.Height, form.Width);
        }

        try
        {
            ShapeInference.Run(teacher);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(
                Invariant($"The teacher '{Teacher}' cannot look at the student's images of {form.Height} × {form.Width} pixels. {e.Message}"), e);
        }
    }

    private void Require(ModelFacts? facts, ITaskData data)
    {
        if (facts is null)
        {
            return;
        }

        if (facts.Task != data.Facts.Task)
        {
            throw new InvalidDataException(
                $"The teacher '{Teacher}' is a network for {ModelTasks.Id(facts.Task)}; the data is for {ModelTasks.Id(data.Facts.Task)}.");
        }

        if (!facts.Classes.SequenceEqual(data.Facts.Classes))
        {
            throw new InvalidDataException(
                $"The teacher '{Teacher}' knows the classes {string.Join(", ", facts.Classes)}; "
                + $"the data has {string.Join(", ", data.Facts.Classes)}. Both must have the same classes in the same order.");
        }

        if (!facts.Preprocessing.Bands.SequenceEqual(data.Preprocessing.Bands))
        {
            throw new InvalidDataException(
                $"The teacher '{Teacher}' sees the bands {string.Join(", ", facts.Preprocessing.Bands)}, "
                + $"the student {string.Join(", ", data.Preprocessing.Bands)}: both must see the same input.");
        }
    }
}
