using System.Numerics;

namespace Skylite.Inference;

/// <summary>Answers of a model that are no numbers: the largest of them would be the first class.</summary>
public static class NotANumber
{
    /// <summary>The place of the first answer that is not a number; −1 where there is none.</summary>
    /// <param name="answers">Any answers.</param>
    public static int Find(ReadOnlySpan<float> answers)
    {
        var lanes = Vector<float>.Count;
        for (var i = 0; i + lanes <= answers.Length; i += lanes)
        {
            var values = new Vector<float>(answers[i..]);
            if (!Vector.EqualsAll(values, values))
            {
                return First(answers, i);
            }
        }

        return First(answers, answers.Length - (answers.Length % lanes));
    }

    /// <summary>The error of such an answer, with advice.</summary>
    /// <param name="model">The model.</param>
    /// <param name="what">What it answers so.</param>
    public static InvalidDataException Error(ModelSource model, string what) =>
        new($"'{model}' answers {what} with what is not a number (NaN). "
            + "Look for weights that are not finite (skylite check) or numbers that 16 bits cannot hold.");

    private static int First(ReadOnlySpan<float> answers, int begin)
    {
        for (var i = begin; i < answers.Length; i++)
        {
            if (float.IsNaN(answers[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
