using Skylite.Compression.Distillation;
using Skylite.Imagery;

namespace Skylite.Workbench.Jobs;

/// <summary>What a teacher must be given when it was trained with another normalisation than its student.</summary>
public static class TeacherInput
{
    /// <summary>The conversion from the one normalisation to the other; <see langword="null"/> if they are equal.</summary>
    /// <param name="student">How the student's input is made.</param>
    /// <param name="teacher">How the teacher's input is made, of the same bands.</param>
    /// <exception cref="ArgumentException">One of them matches images and the other does not so.</exception>
    public static InputConversion? Of(Preprocessing student, Preprocessing teacher)
    {
        if (!Equals(student.Matched, teacher.Matched))
        {
            throw new ArgumentException(
                "Student and teacher match images differently (--match-images), so that the one cannot be shown what the other sees. Train both alike.");
        }

        if (student.Scale == teacher.Scale && student.Mean.SequenceEqual(teacher.Mean) && student.StandardDeviation.SequenceEqual(teacher.StandardDeviation))
        {
            return null;
        }

        var scale = (double)teacher.Scale / student.Scale;
        var bands = Enumerable.Range(0, student.Bands.Count).ToArray();
        return new InputConversion(
            [.. bands.Select(b => (float)(student.StandardDeviation[b] * scale / teacher.StandardDeviation[b]))],
            [.. bands.Select(b => (float)(((student.Mean[b] * scale) - teacher.Mean[b]) / teacher.StandardDeviation[b]))]);
    }
}
