using Skylite.Imagery;
using Skylite.Inference.Augmentation;
using Skylite.Native.OnnxRuntime;

namespace Skylite.Inference.Scenes;

/// <summary>A model as the scene pipeline sees it: how many dates, how large its tiles, what its answers mean.</summary>
public sealed class SceneModel
{
    private const int UsualSide = 256;

    /// <summary>Looks at a model.</summary>
    /// <param name="session">The model; it must have preprocessing and classes.</param>
    /// <param name="dates">Scenes that are laid over each other: 1, or 2 for change detection.</param>
    /// <param name="tile">Side of the tiles where the model leaves it open; null takes the preprocessing's.</param>
    /// <exception cref="InvalidDataException">Inputs or outputs are not those of a network for images.</exception>
    /// <exception cref="ArgumentException">The tile contradicts the model.</exception>
    public SceneModel(ModelSession session, int dates, int? tile)
    {
        (Session, Dates) = (session, dates);
        Preprocessing = session.Preprocessing;
        Inputs = session.Session.Inputs;
        var wrong = Inputs.FirstOrDefault(i => i.Dimensions.Count != 4 || i.ElementType != TensorElementType.Float);
        if (wrong is not null || Inputs.Count is 0 or > 2)
        {
            throw new InvalidDataException(
                $"'{session.Source}' cannot be run over scenes: it takes {string.Join("; ", Inputs)} where one image or two, "
                + "[batch, bands, height, width] in 32-bit floats, are expected.");
        }

        IsStacked = dates == 2 && Inputs.Count == 1;
        CheckDates();
        Height = Side(2, tile, Preprocessing.Height);
        Width = Side(3, tile, Preprocessing.Width);
        FixedBatch = Inputs[0].Dimensions[0] is > 0 and var batch ? (int)batch : null;
        ClassCount = session.Classes.Count;
    }

    /// <summary>The model.</summary>
    public ModelSession Session { get; }

    /// <summary>Scenes that are laid over each other.</summary>
    public int Dates { get; }

    /// <summary>How pixels become the input.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>Whether both dates enter as the channels of one input.</summary>
    public bool IsStacked { get; }

    /// <summary>Rows of a tile.</summary>
    public int Height { get; }

    /// <summary>Columns of a tile.</summary>
    public int Width { get; }

    /// <summary>The number of tiles the model takes at once, or null if it takes any.</summary>
    public int? FixedBatch { get; }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>What the numbers of its answers are.</summary>
    public AnswerKind Answers { get; init; }

    /// <summary>How its answers lie folded where the operator that spreads them was taken off; not together with <see cref="Augmentation"/>.</summary>
    public AnswerFold? Fold { get; init; }

    /// <summary>Views of every tile whose probabilities are averaged.</summary>
    /// <exception cref="ArgumentException">Tiles are not square, and rows are to become columns.</exception>
    public TestTimeAugmentation Augmentation
    {
        get;
        init
        {
            value.Require(Height, Width);
            field = value;
        }
    }

    = TestTimeAugmentation.None;

    /// <summary>Told in a sentence when answers look unlike what they are said to be.</summary>
    public Action<string>? Say { get; init; }

    private IReadOnlyList<NodeMetadata> Inputs { get; }

    /// <summary>Numbers of a tile in all inputs together.</summary>
    internal int TileLength => Dates * Preprocessing.Bands.Count * Height * Width;

    /// <summary>Number of inputs.</summary>
    internal int InputCount => Inputs.Count;

    /// <summary>Shape of each input for some tiles.</summary>
    internal long[] InputShape(int batch) => [batch, Preprocessing.Bands.Count * (IsStacked ? 2 : 1), Height, Width];

    private void CheckDates()
    {
        long? channels = Inputs[0].Dimensions[1] is > 0 and var known ? known : null;
        var bands = Preprocessing.Bands.Count;
        if (Dates == 1 && (Inputs.Count == 2 || channels == 2 * bands))
        {
            throw new InvalidDataException($"'{Session.Source}' compares two dates; give two scenes.");
        }

        if (IsStacked && channels is not null && channels != 2 * bands)
        {
            throw new InvalidDataException($"'{Session.Source}' looks at one scene ({channels} channels), and two were given.");
        }
    }

    private int Side(int axis, int? tile, int usual)
    {
        var own = Inputs[0].Dimensions[axis];
        if (own > 0)
        {
            return tile is null || tile == own
                ? (int)own
                : throw new ArgumentException($"'{Session.Source}' takes tiles of {own} pixels only; leave --tile out.");
        }

        return tile ?? (usual > 1 ? usual : UsualSide);
    }
}
