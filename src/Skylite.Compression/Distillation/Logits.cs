using Skylite.Native.Torch;
using Skylite.Training;

namespace Skylite.Compression.Distillation;

/// <summary>The logits of teacher and student, which must tell the same classes apart.</summary>
internal static class Logits
{
    /// <summary>Both as N × classes or N × classes × H × W.</summary>
    /// <exception cref="InvalidDataException">They differ in shape.</exception>
    public static (TorchTensor Teacher, TorchTensor Student) Of(TensorPair pair)
    {
        var (teacher, student) = (Classifier.Flat(pair.Teacher), Classifier.Flat(pair.Student));
        if (teacher.Rank == student.Rank && teacher.Shape[1] != student.Shape[1])
        {
            throw new InvalidDataException(
                $"The teacher tells {teacher.Shape[1]} classes apart, the student {student.Shape[1]}. Distillation of logits needs the same classes.");
        }

        return teacher.Shape.AsSpan().SequenceEqual(student.Shape)
            ? (teacher, student)
            : throw new InvalidDataException(
                $"The teacher answers with [{string.Join(", ", teacher.Shape)}], the student with [{string.Join(", ", student.Shape)}]: "
                + "they are networks for different tasks or sizes of image.");
    }
}
