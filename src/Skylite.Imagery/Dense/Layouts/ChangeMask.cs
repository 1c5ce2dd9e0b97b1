using Skylite.Imagery.Dense.Labels;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>How masks of two classes are written: 0 and 255, or 0 and 1, or 1 and 2; 255 in a mask beside the others means no class.</summary>
internal static class ChangeMask
{
    private const int Named = 6;

    /// <summary>The encoding of change masks: that of the data's table of classes, or told from the values that the first masks hold.</summary>
    /// <exception cref="InvalidDataException">The values are those of several classes, or colours, and nothing says what they mean.</exception>
    public static ILabelEncoding Of(string directory, IReadOnlyList<DenseSample> samples, List<string> notes)
    {
        var look = MaskLook.Of(samples);
        return ClassTable.OfChange(directory, look.First)?.Encoding(look.Colours.Count > 0) ?? Of(look, DenseClass.Change, notes)
            ?? throw new InvalidDataException(
                $"The masks below '{directory}' hold the values {string.Join(", ", look.Values)}, and of two classes there should be two (0 and 255, "
                + $"0 and 1, or 1 and 2; 255 beside these means no class). Name what they mean in '{ClassTable.FileName}' beside the data.");
    }

    /// <summary>The encoding of masks of two classes; null where the values are small numbers of other classes.</summary>
    /// <exception cref="InvalidDataException">The masks are in colours, or compressed with loss and not of two levels.</exception>
    public static ILabelEncoding? Of(MaskLook look, IReadOnlyList<DenseClass> classes, List<string> notes)
    {
        if (look.Coloured is { } coloured)
        {
            throw new InvalidDataException(
                $"'{coloured}' and other masks are in colours (such as {string.Join(", ", look.Colours.Take(4))}), and nothing says which class each is. "
                + (look.LooksLikeImagery
                    ? "So many colours are those of images: are images and masks, or their folders, exchanged?"
                    : $"Name value, name and color of every class, the background too, in '{ClassTable.FileName}' beside the data."));
        }

        if (look.WhiteFirst is { } inverted)
        {
            notes.Add($"the colour table of '{inverted}' says that 0 is white and 1 is black, "
                + $"so 0 is taken for '{classes[1].Name}' in masks that have such a table; a file '{ClassTable.FileName}' beside the data says otherwise");
        }

        var (values, small) = (look.Values, look.Small);
        // In a mask of 0 and 255 the latter is the second class, so it may be passed over only where it was seen beside numbers.
        int[] ignored = look.HasIgnored ? [255] : [];
        if (!look.IsLossy && small.Count > 0)
        {
            if (small is [0, 1] or [1] || values is [0])
            {
                return new IndexLabels(classes, [0, 1], ignored) { AreTold = true };
            }

            if (small is [1, 2])
            {
                return new IndexLabels(classes, [1, 2], ignored) { AreTold = true };
            }

            if (small[^1] <= MaskLook.LargestNumber && small is not [0])
            {
                return null;
            }
        }

        var shown = $"{string.Join(", ", values.Take(Named))}{(values.Count > Named ? ", …" : string.Empty)}";
        if (look.IsLossy)
        {
            if (!look.IsOfTwoLevels)
            {
                throw new InvalidDataException(
                    $"'{look.Lossy}' and other masks are compressed with loss (JPEG), and their values ({shown}) "
                    + "are not those of black and white: which class a pixel is cannot be told. "
                    + "Save the masks without loss (PNG); where only JPEG is left, "
                    + $"colours of classes that are far apart can be named in '{ClassTable.FileName}' beside the data.");
            }

            return new ThresholdLabels(classes);
        }

        if (values.Count > 2)
        {
            if (!look.IsOfTwoLevels)
            {
                throw new InvalidDataException(
                    $"The masks hold {values.Count} shades of grey ({shown}), more than two classes have and more between black and white than blurred edges: "
                    + $"nothing says which class each is. Name value and name of every class, the background too, in '{ClassTable.FileName}' beside the data.");
            }

            notes.Add($"masks hold {values.Count} values ({shown}): 128 and "
                + $"more is taken for '{classes[1].Name}', the rest for '{classes[0].Name}'; a file '{ClassTable.FileName}' beside the data says otherwise");
            return new ThresholdLabels(classes);
        }

        return new ThresholdLabels(classes) { Levels = [.. values.Union([0, 255])] };
    }
}
