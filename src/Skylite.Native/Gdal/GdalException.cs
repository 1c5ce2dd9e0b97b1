namespace Skylite.Native.Gdal;

/// <summary>A GDAL call failed; the message names the file and carries GDAL's own text.</summary>
public sealed class GdalException : IOException
{
    /// <summary>Creates an exception without a message.</summary>
    public GdalException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What failed, on which file, and what GDAL said.</param>
    public GdalException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and its cause.</summary>
    /// <param name="message">What failed, on which file, and what GDAL said.</param>
    /// <param name="innerException">The cause.</param>
    public GdalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
