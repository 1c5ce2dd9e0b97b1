using Skylite.Compression.Distillation;
using Skylite.Imagery;

namespace Skylite.Workbench.Jobs;

/// <summary>What a teacher must be given when it was trained with another normalisation than its student.</summary>
public static class TeacherInput
{
    /// <summary>The conversion from the one normalisation to the other; <see langword="null"/> if they are equal.</summary>
    /// <param name="student">How the student's input is made.</param>
    /// <param name="teacher">How the teacher's input is made, of the same bands.</param>
    public static InputConversion? Of(Preprocessing student, Preprocessing teacher)
    {
        if (student.Scale == teacher.Scale && student.Mean.SequenceEqual(teacher.Mean) && student.StandardDeviation.SequenceEqual(teacher.StandardDeviation))
        {
            return null;
        }

        double scale = (double)teacher.Scale / student.Scale;
        var bands = Enumerable.Range(0, student.Bands.Count).ToArray();
        return new InputConversion(
            [.. bands.Select(b => (float)(student.StandardDeviation[b] * scale / teacher.StandardDeviation[b]))],
            [.. bands.Select(b => (float)(((student.Mean[b] * scale) - teacher.Mean[b]) / teacher.StandardDeviation[b]))]);
    }
}
